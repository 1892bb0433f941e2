# Palabras que se usan en muchas pantallas.

action-continue = Continuar
action-start = Empezar
action-back = Atrás
action-next = Siguiente
action-cancel = Cancelar
action-close = Cerrar
action-save = Guardar
action-done = Listo
action-retry = Intentar de nuevo
action-yes = Sí
action-no = No
action-clear = Borrar
action-lock = Bloquear
action-leave = Salir
action-print = Imprimir
action-remove = Quitar

loading = Un momento…
required = necesario

time-am = { $hour }:{ $minute } a. m.
time-pm = { $hour }:{ $minute } p. m.
date-long = { $day } de { $month } de { $year }
date-time = { $date }, { $time }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
weekday-1 = lun
weekday-2 = mar
weekday-3 = mié
weekday-4 = jue
weekday-5 = vie
weekday-6 = sáb
weekday-7 = dom
ago-now = ahora mismo
ago-minutes = { $minutes ->
    [one] hace { $minutes } minuto
   *[other] hace { $minutes } minutos
 }
span-minutes = { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
 }
span-hours = { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
 }
span-both = { $hours } h { $minutes } min
size-kb = { $size } KB
size-mb = { $size } MB
size-gb = { $size } GB

greeting-morning = Buenos días
greeting-afternoon = Buenas tardes
greeting-evening = Buenas noches

saved-now = Guardado ahora mismo
saved-ago = Guardado { $time }
saved-at = Guardado: { $time }
saving = Guardando…
try-out-band = Prueba: aquí nada cuenta y nada sale de esta computadora.
text-size = Tamaño del texto
text-larger = Texto más grande
text-smaller = Texto más pequeño
language = Idioma
theme = Colores
theme-light = Claro
theme-dark = Oscuro
face-dyslexic = Letras para dislexia
theme-contrast = Alto contraste
progress-of = { $done } de { $all }
percent = { $percent } %
step-of = Paso { $step } de { $all }
