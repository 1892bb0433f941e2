# Las pantallas de quien aprende.
place-home = Inicio
place-library = Biblioteca
place-record = Mi registro
place-help = Ayuda
place-course = Curso
place-certificate = Certificado
person-menu = { $name }: idioma, colores, ajustes
text-letter = A
file-written = Guardado como { $name }.
date-short = { $day } { $month }
language-en = inglés
language-es = español

who-is-learning = ¿Quién va a aprender?
find-your-name = Busque su nombre
name-with-number = { $name } · su número termina en { $end }
no-such-name = No hay un nombre así. Revise cómo lo escribió o pregunte al personal.
nobody-yet = Todavía no hay nadie en la lista.
nobody-yet-mend = El personal entra y agrega a la primera persona en su escritorio.
use-a-number = Prefiero usar un número
use-my-name = Prefiero usar mi nombre
your-number = ¿Cuál es su número?
number = Número
hello-name = Hola, { $name }
type-your-pin = Escriba su PIN
pin-dots = { $count } de 6 cifras
pin-backspace = Borrar la última cifra
forgot-ask-staff = ¿Lo olvidó? Pida uno nuevo al personal.
not-me = No soy yo
pin-choose = Elija su propio PIN
pin-choose-why = Seis cifras que solo usted sabe. El personal no puede verlo.
pin-again = Escríbalo una vez más
pin-again-why = Así sabemos que es el que usted quería.
pin-differ = Los dos no eran iguales. Elija de nuevo.
staff-sign-in = El personal entra aquí
staff-desk = Escritorio del personal
staff-sign-in-why = Entre con su nombre y su frase de contraseña.
staff-name = Su nombre
passphrase = Frase de contraseña
sign-in = Entrar
locked-for = Bloqueado para { $name }
locked-why = Escriba su PIN para seguir donde estaba.
somebody-else = Otra persona va a aprender

greeting-name = { $greeting }, { $name }
minutes-left = { $minutes ->
    [one] queda { $minutes } minuto
   *[other] quedan { $minutes } minutos
 }
place-from = desde { $time }
place-slide = imagen { $number } de { $all }
place-part = { $percent } % leído
place-question = pregunta { $number } de { $all }
this-week = Esta semana
how-far-i-am = Cuánto llevo
how-far-all = Mis { $count } cursos
week-learned = { $time } de aprendizaje
no-course-begun = Todavía no empezó ningún curso.
courses-away = { $count ->
    [one] Un curso que usted estudió ya no está en esta computadora. Lo que hizo en él está guardado. Pregunte al personal.
   *[other] { $count } cursos que usted estudió ya no están en esta computadora. Lo que hizo en ellos está guardado. Pregunte al personal.
 }
course-not-here = no está ahora en esta computadora
certificates-away = { $count ->
    [one] Otro certificado es de un curso que no está en esta computadora. Está guardado. Pregunte al personal.
   *[other] Otros { $count } certificados son de cursos que no están en esta computadora. Están guardados. Pregunte al personal.
 }
percent-done = { $percent } % hecho
lessons-done = { $done } de { $all ->
    [one] 1 lección
   *[other] { $all } lecciones
}
new-in-the-library = Nuevo en la biblioteca
welcome-first = Empiece su primer curso
welcome-first-why = «{ $course }» es bueno para empezar. Puede parar cuando quiera: sigue donde lo dejó.
welcome-next = Empiece otro curso
welcome-next-why = Todavía no ha abierto «{ $course }». Puede parar cuando quiera: sigue donde lo dejó.
look-at-it = Verlo
all-courses-done = Ha terminado todos los cursos que hay aquí
all-courses-done-why = Cada uno queda en la biblioteca: ábralo otra vez cuando quiera.
library-is-empty = Aquí todavía no hay cursos.
library-is-empty-mend = El personal puede traer cursos en su escritorio.

search-the-library = Buscar cursos y lecciones
courses-found = { $count ->
    [one] { $count } curso
   *[other] { $count } cursos
 }
nothing-found = No se encontró nada para «{ $words }»
nothing-found-mend = Pruebe con menos palabras o con otras.
show-all-courses = Mostrar todos los cursos
with-certificate = Certificado
course-done = Terminado
not-begun = Sin empezar
level-beginner = Principiante
level-intermediate = Intermedio
level-advanced = Avanzado
subject-general = General
subject-work = Trabajo
subject-reading = Lectura
subject-maths = Matemáticas
subject-reentry = Volver a casa
subject-health = Salud
subject-computers = Computación
subject-law = Leyes

kind-reading = Lectura
kind-slides = Imágenes
kind-video = Video
kind-audio = Audio
kind-document = Documento
kind-quiz = Cuestionario
kind-assignment = Tarea
kind-form = Formulario
kind-directory = Directorio
kind-code = Programación
kind-unknown = Otro
state-locked = aún no se abre
state-new = sin empezar
state-begun = empezada
state-done = hecha
course-locked = Este curso se abre más adelante.
lesson-optional = opcional
score-of-lesson = Puntaje { $percent } %
time-spent = { $time } de estudio
last-open = abierto el { $day }
what-you-will-do = Lo que podrá hacer
made-by = Hecho por { $names }
source-line = { $title }. { $place }. Revisado el { $day }.
see-certificate = Ver el certificado
certificate-open = Certificado aún no ganado
certificate-is-provisional = Provisional: registrado aquí, la oficina aún no lo confirma
certificate-is-official = Oficial: firmado por la oficina de registros
certificate-is-revoked = Retirado por la oficina de registros

well-done = Bien hecho, { $name }
save-certificate = Guardar como PDF
what-happens-next = Qué sigue
next-provisional = El personal lleva sus resultados a la oficina de registros. La oficina firma su certificado oficial y lo manda a esta computadora. Usted no tiene que hacer nada.
next-official = Este certificado es suyo, también cuando salga. Cualquiera puede comprobar que es verdadero sin preguntarnos.
next-revoked = La oficina de registros retiró este certificado. Pregunte al personal por qué.

record-is-empty = Su registro empieza con su primera lección.
record-is-empty-mend = Aquí aparecerán el tiempo que estudia, sus cursos y sus certificados.
time-by-week = Horas por semana
time-in-all = { $time } en total
my-certificates = Mis certificados
my-courses = Mis cursos

help-lead = Aquí no puede hacer nada mal. Pruebe las cosas.
help-saved-title = Todo se guarda solo
help-saved = Cuando arriba dice «Guardado», está en el disco, aunque se vaya la luz. Sigue donde se quedó.
help-time-title = Cómo se cuenta el tiempo
help-time = El tiempo cuenta mientras lee, mira o contesta. Se detiene cuando hace una pausa, cuando la pantalla está bloqueada y cuando nadie toca nada por unos minutos.
help-lock-title = Cuando tiene que irse
help-lock = Presione «Bloquear». Con su PIN vuelve al mismo lugar. La pantalla también se bloquea sola.
help-text-size-title = Texto más grande y otros colores
help-text-size = Presione la A grande de arriba para un texto más grande. Presione su nombre para otros colores e idiomas. Foothold lo recuerda.
help-certificate-title = Certificados
help-certificate = Al terminar un curso recibe enseguida un certificado provisional. La oficina de registros lo revisa y manda el oficial.
help-trouble-title = Cuando algo no funciona
help-trouble = La pantalla dice qué pasó y qué hacer. Su progreso está a salvo. Si vuelve a pasar, avise al personal.
help-staff-see = Lo que el personal puede ver
help-staff-do-not-see = Lo que el personal no puede ver
help-see-name = Su nombre y su número
help-see-courses = Qué lecciones abrió y terminó
help-see-time = Cuánto estudió, por día
help-see-scores = Sus puntajes y certificados
help-see-answers = Lo que usted escribe como respuesta para que su docente la califique
help-see-notes = Sus notas: el personal las revisa antes de que vayan a la oficina de registros
help-hide-pin = Su PIN
help-hide-screen = Su pantalla: Foothold no la muestra en otra computadora
help-hide-search = Lo que busca en la biblioteca
help-hide-notes = Sus notas: se quedan en esta computadora
help-hide-journal = Su diario: nunca sale de esta computadora
help-hide-journal-but = Su diario, menos las páginas que usted pone en su paquete de salida
help-leaves = Lo que sale de esta computadora va sellado para la oficina de registros. El personal ve la lista antes de que salga.
help-keys = Con el teclado
key-tab = Tab
help-key-tab = va a lo siguiente que se puede presionar; con Mayús, hacia atrás
key-enter = Intro o Espacio
help-key-enter = lo presiona
key-escape = Escape
help-key-escape = cierra lo que está abierto
key-size = Ctrl y +
help-key-size = agranda el texto; Ctrl y − lo achica

try-out-pins = En esta prueba el PIN de Sam es 246801 y el de Lucía es 135790.
try-out-staff = En esta prueba: Alex Morgan, con la frase «try foothold today».
home-marked = Su docente calificó su trabajo en «{ $title }».
home-marked-see = Verlo
