# El escritorio del personal.
desk-today = Hoy
desk-people = Personas
desk-courses = Cursos
desk-carry-in = Traer
desk-carry-out = Llevar
desk-station = Este equipo

today-unsent = { $count ->
    [one] { $count } anotación aún no ha llegado a la oficina de registros.
   *[other] { $count } anotaciones aún no han llegado a la oficina de registros.
 }
today-all-well = Nada necesita su atención.
today-no-courses = Aún no hay cursos aquí. Traiga algunos de una memoria.
today-no-people = Aún no hay nadie en la lista. Agregue a la primera persona.
today-learned = Aprendieron hoy
today-sum = { $learned } de { $people } personas, { $time } en total

people-add = Agregar una persona
people-add-do = Agregar
people-search = Buscar por nombre o número
people-name = Nombre
people-number = Número
people-number-why = El número propio del centro
people-birth-year = Año de nacimiento
people-reads = Lee en
people-in-all = Tiempo en total
people-never = aún no
people-archived = { $name } (guardado)
people-new-pin = Nuevo PIN de un solo uso
people-archive = Quitar de la lista
people-put-back = Volver a poner en la lista
people-no-courses = Aún no ha empezado ningún curso.
column-name = Nombre
column-number = Número
column-last = Última vez
column-week = Esta semana
column-done = Terminados
column-certificates = Certificados

pin-given = PIN de un solo uso para { $name }
pin-given-why = Cópielo ahora y déselo solo a esta persona. Se muestra una vez y no se guarda. Con él entra y elige el suyo.
pin-given-done = Ya lo copié
ask-pin = ¿Dar a { $name } un PIN nuevo?
ask-pin-why = El PIN que tiene ahora ya no abre su lugar. No se pierde nada de lo que hizo.
ask-pin-yes = Dar un PIN nuevo
ask-archive = ¿Quitar a { $name } de la lista de entrada?
ask-archive-why = Ya no podrá entrar. Todo lo que hizo se guarda, y puede volver a la lista en cualquier momento.
ask-archive-yes = Quitar de la lista
ask-put-back = ¿Volver a poner a { $name } en la lista?
ask-put-back-why = Podrá entrar de nuevo con el PIN que tenía.
ask-put-back-yes = Volver a poner

courses-since = aquí desde el { $day }
courses-current = en uso
courses-kept = guardado, no en uso
courses-remove = Quitar { $name }
ask-remove = ¿Quitar { $name }?
ask-remove-why = Sus cursos salen de la biblioteca. Lo que las personas hicieron en ellos se guarda, y cuenta otra vez cuando se traiga de nuevo el paquete.

station-confirmed = La oficina de registros ha confirmado este equipo.
station-unconfirmed = La oficina de registros aún no ha confirmado este equipo. Léale la huella de arriba.
station-free = Espacio libre
station-events = Anotaciones en el registro
station-unsent = Aún no en la oficina
station-documents = Documentos
station-versions = raíz { $root }, paquetes aprobados { $catalogue }, reglas { $policy }
station-signed = El más nuevo es del
station-program = Versión de Foothold
station-backup = Copia de seguridad
station-backup-why = Una copia de todo lo que las personas hicieron aquí, para rehacer este equipo. Guárdela bajo llave.
station-backup-to = Escribir una copia en { $name }
station-staff = Personal
staff-add = Agregar personal
staff-add-who = Los administradores pueden agregar personal.
staff-their-name = Nombre con el que entra
staff-administrator = Administrador
staff-educator = Educador
staff-gone = ya no entra
staff-administrator-may = Administrador: puede agregar personal, cambiar ajustes y hacer copias
passphrase-again = Lo mismo otra vez
passphrase-short = Al menos { $least } caracteres. Cuatro o cinco palabras son fáciles de recordar.
passphrase-differ = Las dos aún no son iguales.
station-backup-put-in = Conecte una memoria para guardar en ella una copia. Esta página la ve sola.
pin-given-save = Guardar como PDF
pin-slip-title = Su PIN de un solo uso
pin-slip-code = PIN
pin-slip-how = Elija su nombre en este equipo y escriba este PIN. Enseguida elige su propio PIN.
pin-slip-once = Sirve hasta que haya elegido el suyo. No lo muestre a nadie; si otra persona lo vio, pida uno nuevo al personal.
people-certificate-official = Oficial, { $day }
people-certificate-provisional = Provisional, { $day }
people-certificate-save = Guardar «{ $title }» como PDF
action-save-pdf = Guardar como PDF
paper-put-in = El PDF se guarda en una memoria. Esta página la ve sola, en unos segundos.
paper-saving = Escribiendo en la memoria, leyendo y comparando
paper-saved = { $name } está en la memoria.
today-export-again = Lleve otra vez a la oficina y traiga su recibo.
today-never-exported = Todavía no se llevó nada. Ponga una memoria y elija «Llevar».
today-damaged = { $files ->
    [0] «{ $title }» está dañado en este equipo y no se puede abrir.
    [one] «{ $title }» está dañado en este equipo: { $files } de sus archivos no se lee como debe.
   *[other] «{ $title }» está dañado en este equipo: { $files } de sus archivos no se leen como deben.
 }
today-damaged-mend = Traiga otra vez el mismo paquete en una memoria: eso lo repara. Nadie pierde su progreso. Si vuelve a pasar, pida a un técnico que revise el disco.
today-stale = El aviso más reciente de la agencia se hizo hace { $days } días.
today-stale-mend = Se puede seguir aprendiendo. Pida un aviso más nuevo a la oficina de registros y tráigalo: puede aprobar paquetes nuevos o retirar alguno.
today-no-backup = No hay ninguna copia de seguridad desde hace { $days } días.
today-no-backup-mend = Guarde una en una memoria y téngala bajo llave.
today-dates = Con la oficina
today-exported = Última salida
today-receipt = Último recibo
today-backup = Última copia de seguridad
today-catalogue = Lista de paquetes aprobados
today-policy = Reglas
today-not-yet = todavía no
today-none-yet = todavía no hay
today-made = { $day } ({ $days ->
    [0] hoy
    [one] hace { $days } día
   *[other] hace { $days } días
 })
station-look = Cómo se ve esta pantalla
today-on-its-way = En los últimos días se llevó un archivo. Cuando llegue el recibo de la oficina, tráigalo.

# Goals that a mentor signs off
people-goals = Metas por aprobar
people-goal-open = Aún no cumplida
people-goal-waits = La persona dice que ya la cumplió
people-goal-sign = Aprobar
ask-goal = ¿Aprobar esta meta?
ask-goal-why = «{ $name }». Contará como cumplida y no se puede deshacer.
ask-goal-yes = Aprobar

people-exams = Exámenes por abrir
exam-closed = No está abierto
exam-no-try = Ya usó todos los intentos
exam-under-way = Lo está haciendo ahora
exam-open-until = Abierto hasta el { $when }, para un intento
exam-two-hours = Abrir por 2 horas
exam-one-day = Abrir por un día
exam-one-week = Abrir por una semana
exam-open-named = { $time }: { $title }
ask-exam = ¿Abrir «{ $name }»?
ask-exam-why = Puede empezarlo una vez en ese tiempo. Después se cierra solo.
ask-exam-yes = Abrirlo
exam-close = Cerrarlo otra vez
exam-for-many = Abrir un examen
exam-for = { $count ->
    [one] Abrir un examen para { $name }
   *[other] Abrir un examen para { $count } personas
}
exam-for-why = Cada persona puede empezarlo una vez en ese tiempo. No se abre a quien ya lo aprobó ni a quien lo está haciendo.
exam-which = Qué examen
exam-how-long = Cuánto tiempo queda abierto
exam-for-yes = { $count ->
    [one] Abrirlo para 1 persona
   *[other] Abrirlo para { $count } personas
}
exam-opened = { $count ->
    [0] No se abrió para nadie: todos ya lo aprobaron o lo están haciendo.
    [one] El examen está abierto para 1 persona.
   *[other] El examen está abierto para { $count } personas.
}
exam-closed-again = { $count ->
    [one] El examen está cerrado otra vez para 1 persona.
   *[other] El examen está cerrado otra vez para { $count } personas.
}
group-exam = Abrir un examen para «{ $name }»

mark-title = { $count ->
    [one] 1 respuesta por calificar
   *[other] { $count } respuestas por calificar
}
mark-of-person = Respuestas que califica el personal
mark-waits-since = Entregada el { $day }
mark-is = Calificada: { $points } de { $max ->
    [one] 1 punto
   *[other] { $max } puntos
}
mark-you-wrote = Usted escribió: { $text }
mark-do = Leer y calificar
mark-change = Cambiar la nota
mark-do-named = { $action }: { $name }, { $what }
mark-handed-in = Entregada el { $when }
mark-question = La pregunta
mark-answer = La respuesta
mark-answer-empty = La respuesta está vacía.
mark-points = Puntos
mark-points-of = { $what } (de 0 a { $max })
mark-chip = { $points } por: { $what }
mark-sum = { $points } de { $max ->
    [one] 1 punto
   *[other] { $max } puntos
}
mark-sum-open = Elija los puntos, { $max } como máximo.
mark-comment = Unas palabras para quien aprende, si quiere
mark-save = Guardar la nota
