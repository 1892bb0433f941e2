# Películas.
video-name = Película: { $title }
video-play = Reproducir
video-pause = Pausar
video-again = Ver otra vez
video-back = { $seconds } s atrás
video-forward = { $seconds } s adelante
video-place = Lugar en la película
video-times = { $position } de { $duration }
video-volume = Volumen
video-sound-off = Quitar el sonido
video-sound-on = Poner el sonido
video-captions = Subtítulos
video-captions-off = Sin subtítulos
video-words = Lo que se dice
video-line = { $time }: { $words }
video-no-device = Esta computadora no tiene sonido. Puede leer lo que se dice.
