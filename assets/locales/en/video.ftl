# Films.
video-name = Film: { $title }
video-play = Play
video-pause = Pause
video-again = Play again
video-back = { $seconds } s back
video-forward = { $seconds } s on
video-place = Place in the film
video-times = { $position } of { $duration }
video-volume = Loudness
video-sound-off = Turn the sound off
video-sound-on = Turn the sound on
video-captions = Captions
video-captions-off = No captions
video-words = What is said
video-line = { $time }: { $words }
video-no-device = This computer gives no sound. You can read what is said.
