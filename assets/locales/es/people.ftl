# People at the staff desk: the list, groups, assignments, lists out of spreadsheets; and what a learner is asked to do.
date-weekday = { $weekday } { $day } de { $month }
weekday-long-1 = lunes
weekday-long-2 = martes
weekday-long-3 = miércoles
weekday-long-4 = jueves
weekday-long-5 = viernes
weekday-long-6 = sábado
weekday-long-7 = domingo

due-on = Para el { $day }
due-today = Para hoy
due-tomorrow = Para mañana
due-past = { $days ->
    [one] Era para ayer. Todavía puede terminarlo.
   *[other] Era para hace { $days } días. Todavía puede terminarlo.
 }
duty-new = Sin empezar
duty-paused = El personal lo ha puesto en pausa. Pregunte cuándo sigue.
duty-not-here = Ahora no está en esta computadora. Pregunte al personal.
duty-by-staff = Se lo asignó el personal
course-ask-staff = Pregunte al personal
course-not-open = El personal abre este curso para usted
course-not-open-why = Aquí se aprenden los cursos que asigna el personal. Si le gustaría este, pídalo.
course-paused = El personal ha puesto este curso en pausa para usted
course-paused-why = Todo lo que hizo se guarda. Pregunte al personal cuándo sigue.
course-empty = Este curso todavía no tiene lecciones
course-empty-why = Pregunte al personal: quizá haya uno más nuevo.
course-about-left = Tiempo que falta: { $time }
missing-course-named = Primero termine el curso «{ $name }».
missing-lesson-named = Primero termine la lección «{ $name }».
missing-module-named = Primero termine «{ $name }».
missing-go = Ir a «{ $name }»
course-gives = Certificado: { $name }

people-from-file = Agregar desde una lista
people-groups = Grupos
people-choose = Elegir varias
people-choose-end = Dejar de elegir
people-choose-all = Elegir las { $count }
people-choose-none = No elegir ninguna
people-chosen = { $count ->
    [0] Ninguna persona elegida
    [one] { $count } persona elegida
   *[other] { $count } personas elegidas
 }
people-count = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
 }
filter-here = En la lista
filter-away = Guardadas
filter-all = Todas
filter-due = Con algo pendiente
filter-nobody = Aquí no hay nadie así.
filter-nobody-mend = Mire con otro filtro o cambie la búsqueda.
column-due = Para el
cell-late = pasado: { $day }

status-active = En la lista de entrada
status-segregated = Aparte, sigue aprendiendo aquí
status-transferred = En otro lugar
status-released = En libertad
status-returned = De vuelta en la lista de entrada
status-archived = Guardada
people-status = Dónde está
people-status-change = Cambiar dónde está
ask-status = { $count ->
    [one] ¿Dónde está { $name } ahora?
   *[other] ¿Dónde están estas { $count } personas ahora?
 }
ask-status-why = No se borra nada. Quien no está en la lista no puede entrar; lo que hizo se guarda, y puede volver en cualquier momento.
ask-status-reason = Motivo, si debe quedar anotado
ask-status-yes = Guardar
status-done = { $count ->
    [one] { $count } persona está donde usted dijo.
   *[other] { $count } personas están donde usted dijo.
 }
action-undo = Deshacer
undone = Deshecho.

assign = Asignar un curso
assign-to = { $count ->
    [one] Asignar a { $name }
   *[other] Asignar a { $count } personas
 }
assign-what = Qué
assign-nothing = Aquí no hay ningún curso para asignar. Traiga uno en una memoria.
assign-by = Para cuándo
assign-no-day = Sin fecha
assign-in-weeks = { $weeks ->
    [one] En { $weeks } semana
   *[other] En { $weeks } semanas
 }
assign-day = Día, como año-mes-día
assign-day-wrong = Escriba el día así: { $day }
assign-do = Asignar
assign-done = { $count ->
    [0] No hay nada que cambiar: ya lo tienen así.
    [one] Asignado a { $count } persona.
   *[other] Asignado a { $count } personas.
 }
assigned = Asignado
assigned-none = Nada asignado.
assigned-lessons = { $done } de { $all ->
    [one] 1 lección
   *[other] { $all } lecciones
}
assigned-is-done = Terminado
assigned-paused = En pausa
assigned-withdrawn = Retirado
assigned-not-here = no está en esta computadora
assigned-no-day = sin fecha
assigned-change = Cambiar el día
assigned-pause = Poner en pausa
assigned-go-on = Seguir
assigned-withdraw = Retirar
assigned-again = Asignar otra vez
assigned-name = { $action }: { $title }

group-to = Poner en un grupo
group-to-title = { $count ->
    [one] Poner a { $name } en un grupo
   *[other] Poner a { $count } personas en un grupo
 }
group-new = Grupo nuevo
group-make = Crear el grupo
group-put = Poner en él
group-out = Sacar de «{ $name }»
group-is-done = El grupo ha cambiado.
group-none = Todavía no hay grupos. Un grupo es una clase o un módulo al que se asignan cursos de una vez.
group-rename = Nombre nuevo para «{ $name }»
group-rename-do = Cambiar el nombre
group-assign = Asignar a «{ $name }»
group-remove = Quitar «{ $name }»
group-people = Sus personas
group-show = Mostrar «{ $name }»
ask-group-remove = ¿Quitar el grupo «{ $name }»?
ask-group-remove-why = Sus personas se quedan, y también todo lo que se les asignó.
ask-group-remove-yes = Quitar el grupo
group-joins = Quien llegue después recibe también lo que tienen asignado todos los del grupo.

pins-many = PIN nuevos
ask-pins = ¿Dar PIN nuevos a { $count } personas?
ask-pins-why = Los PIN que tienen ahora dejan de servir. Hacerlos tarda un poco, unos { $time }. Después guarde una hoja con todos.
ask-pins-yes = Hacer los PIN
pins-made = { $count ->
    [one] { $count } PIN de un solo uso está listo
   *[other] { $count } PIN de un solo uso están listos
 }
pins-save = Guardar la hoja de PIN
pins-save-why = Guarde la hoja en una memoria e imprímala: una tira para cada persona, en el idioma que lee. Los PIN solo se muestran ahora y no se guardan en ningún sitio. Cada uno sirve hasta que su dueño elige el suyo.
pins-leave = Seguir sin la hoja
pins-lost-why = Sin la hoja nadie sabe estos PIN. Puede dar otros nuevos en cualquier momento.
pin-sheet-title = PIN de un solo uso
pin-sheet-how = Elija su nombre en esta computadora y escriba este PIN. Luego elige el suyo.

roster-title = Agregar personas desde una lista
roster-step-put-in = Poner la memoria
roster-step-look = Mirar la lista
roster-step-add = Agregar
roster-step-pins = PIN
roster-why = Ponga una memoria con una lista guardada como CSV por una hoja de cálculo. Necesita una columna «nombre» y una columna «número»; también se leen «año de nacimiento», «idioma» y «grupo».
roster-which = ¿Qué lista?
roster-none = No hay ninguna lista en la memoria
roster-none-mend = En la hoja de cálculo elija «Guardar como» y «CSV», ponga el archivo en una memoria y ponga la memoria.
roster-file = { $name }, { $size }
roster-reading = Leyendo la lista
roster-add = { $count ->
    [one] Agregar { $count } persona
   *[other] Agregar { $count } personas
 }
roster-take-over = Aceptar los cambios
roster-nothing = Todas las personas de esta lista ya están aquí, tal cual.
roster-with-changes = { $count ->
    [one] Cambiar también { $count } persona que ya está aquí
   *[other] Cambiar también { $count } personas que ya están aquí
 }
roster-count-new = Nuevas: { $count }
roster-count-back = De vuelta: { $count }
roster-count-changed = Con cambios: { $count }
roster-count-here = Ya aquí: { $count }
roster-count-fault = Por corregir: { $count }
roster-encoding = La lista no está guardada como UTF-8
roster-encoding-mend = Mire los nombres con tilde o con ñ. Si están mal, guarde la lista como «CSV UTF-8» y elíjala otra vez.
roster-passed-over = Estas columnas no se usan: { $names }
roster-new-groups = Grupos nuevos: { $names }
roster-faults = { $count ->
    [one] { $count } fila no se puede usar
   *[other] { $count } filas no se pueden usar
 }
roster-faults-mend = Se dejan fuera. Corríjalas en la hoja de cálculo y elija la lista otra vez, o agregue ahora a las demás.
roster-pins-time = Hacer sus PIN tarda unos { $time }.
roster-row = Línea { $line } · { $name }: { $what }
column-line = Línea
column-what = Qué pasa
verdict-new = Nueva
verdict-here = Ya aquí
verdict-back = Estaba guardada, vuelve
verdict-changed = Cambia: { $what }
verdict-name = el nombre era { $old }
verdict-birth-year = el año de nacimiento era { $old }
verdict-birth-year-new = el año de nacimiento es nuevo
verdict-lang = el idioma era { $old }
verdict-group = entra en { $old }
verdict-somebody-else = Este número era de { $name }, que está guardada. Revise el número, o póngala antes en la lista.
row-name-missing = Falta el nombre. Escríbalo.
row-number-missing = Falta el número. Escríbalo.
row-too-long = Un campo tiene más de 100 letras. Acórtelo.
row-hidden = Un campo tiene letras que no se ven. Escríbalo otra vez.
row-formula = Un campo empieza con =, +, - o @, como una fórmula. Quite el signo.
row-birth-year = El año de nacimiento no es un año. Escriba cuatro cifras, como 1988.
row-language = No se conoce este idioma. Escriba «en» o «es».
row-twice = El número ya está en la línea { $line }. Quite una de las dos.
roster-added = { $count ->
    [0] Ninguna persona nueva
    [one] { $count } persona es nueva
   *[other] { $count } personas son nuevas
 }
roster-back = { $count ->
    [one] { $count } persona está de vuelta en la lista
   *[other] { $count } personas están de vuelta en la lista
 }
roster-changed = { $count ->
    [one] { $count } persona se ha cambiado
   *[other] { $count } personas se han cambiado
 }
stage-pins = Haciendo los PIN de un solo uso
standing-roster = Una lista de personas. Agréguelas en «Personas».

command-roster-row = línea { $line }: { $name }, { $number }: { $what }
command-roster-sum = { $new } nuevas, { $back } de vuelta, { $changed } con cambios, { $here } ya aquí, { $faults } por corregir
command-roster-dry = No se ha escrito nada.
command-roster-pin = { $number }: { $name }: PIN de un solo uso { $pin }
