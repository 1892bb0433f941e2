# Los informes de la oficina: preguntas, columnas y qué significan, frases.

report-participation = Personas, horas y certificados
report-participation-about = Cuántas personas participaron, cuánto tiempo aprendieron y qué obtuvieron.
report-outcomes = Qué se logró
report-outcomes-about = Cursos empezados y terminados, notas y avances, por cada lugar y cada autor de cursos.
report-people = Cada persona en cada curso
report-people-about = Hasta dónde llegó cada persona en cada curso que empezó.
report-lessons = Dónde se detienen
report-lessons-about = Por cada lección: quién llegó a ella, quién la terminó y quién no siguió.
report-questions = Preguntas difíciles
report-questions-about = Las preguntas y cuántas veces se responden bien, las más difíciles primero.
report-gain = Antes y después
report-gain-about = Las notas de la prueba antes de un curso y de la prueba después.
report-seat-time = Horas de estudio
report-seat-time-about = Las horas que cada persona pasó aprendiendo, para el tiempo ganado. Cada hora se puede examinar.
report-evidence = Detrás de las horas
report-evidence-about = Cada rato de estudio que forma las horas de una persona, y dónde se registró.
report-levels = Niveles alcanzados
report-levels-about = Los niveles de los programas que las personas alcanzaron.
report-credentials = Títulos según quién los dio
report-credentials-about = Los certificados de esta oficina y lo que las personas obtuvieron en otra parte.
report-stations = Estaciones sin noticias
report-stations-about = Estaciones cuyos archivos no llegan desde hace unos días.
report-documents = Documentos en las estaciones
report-documents-about = Qué versiones de los documentos firmados tiene cada estación.
report-hints = Para mirar con calma
report-hints-about = Cosas que no son comunes. A menudo hay una buena razón. Pregunte antes de juzgar.

report-col-facility = Centro
report-about-facility = Dónde está la estación.
report-col-course = Curso
report-about-course = El título del curso.
report-col-course-id = Id del curso
report-about-course-id = El id del curso, igual en todas las ediciones.
report-col-programme = Programa
report-about-programme = El título del programa.
report-col-partner = Hecho por
report-about-partner = Quién hizo el curso. Un curso de dos autores cuenta en los dos.
report-col-month = Mes
report-about-month = El mes, según el reloj de la estación, en la zona horaria de la oficina.
report-col-people = Personas
report-about-people = Cuántas personas. Cada una se cuenta una vez, aunque tenga dos ids.
report-col-hours = Horas
report-about-hours = El tiempo de estudio que cuenta. Ningún momento cuenta dos veces.
report-col-began = Empezados
report-about-began = Cuántas veces alguien empezó un curso.
report-col-done = Terminados
report-about-done = Cuántas veces se llegó al final.
report-col-done-percent = Terminados, %
report-about-done-percent = Los terminados, de todos los empezados.
report-col-certificates = Certificados
report-about-certificates = Certificados oficiales que no se retiraron.
report-col-certificate-ids = Ids de certificados
report-about-certificate-ids = Los ids de los certificados oficiales, también los retirados.
report-col-score-percent = Nota, %
report-about-score-percent = La nota media de las pruebas y de los trabajos calificados.
report-col-gain-points = Avance
report-about-gain-points = Cuánto mejor salió la prueba de después que la de antes, en puntos de cien.
report-col-name = Nombre
report-about-name = El nombre de la persona, como se escribió por última vez.
report-col-number = Número
report-about-number = El número con que el centro conoce a la persona.
report-col-hours-waiting = Horas en espera
report-about-hours-waiting = Horas de una estación restaurada o copiada. Esperan a que alguien decida.
report-col-hours-overlap = Horas contadas dos veces
report-about-hours-overlap = Tiempo que dos estaciones registraron en el mismo momento. Se cuenta una vez.
report-col-lessons-done = Lecciones hechas
report-about-lessons-done = Lecciones hechas, de las que pide el curso.
report-col-lessons-required = Lecciones pedidas
report-about-lessons-required = Cuántas lecciones pide el curso.
report-col-is-done = Curso terminado
report-about-is-done = Si el curso está terminado.
report-col-lesson = Lección
report-about-lesson = El título de la lección.
report-col-reached = Llegaron
report-about-reached = Personas que abrieron la lección.
report-col-reached-percent = Llegaron, %
report-about-reached-percent = Personas que abrieron la lección, de todas las que empezaron el curso.
report-col-stopped = Se detuvieron aquí
report-about-stopped = Personas que no terminaron el curso y estuvieron por última vez en esta lección.
report-col-question = Pregunta
report-about-question = Cómo empieza la pregunta.
report-col-question-id = Id de la pregunta
report-about-question-id = El id de la pregunta y su revisión.
report-col-tries = Respuestas
report-about-tries = Cuántas veces se respondió.
report-col-right = Correctas
report-about-right = Cuántas respuestas ganaron todos los puntos.
report-col-right-percent = Correctas, %
report-about-right-percent = Respuestas correctas, de todas las respuestas.
report-col-seconds = Segundos
report-about-seconds = El tiempo medio en la pregunta, en segundos.
report-col-before-percent = Antes, %
report-about-before-percent = La nota media de la prueba de antes, primer intento.
report-col-after-percent = Después, %
report-about-after-percent = La nota media de la prueba de después, el intento que cuenta.
report-col-better = Mejoraron
report-about-better = Personas cuya nota de después fue más alta que la de antes.
report-col-from = Desde
report-about-from = Cuándo empezó, en la zona horaria de la oficina.
report-col-to = Hasta
report-about-to = Cuándo acabó, en la zona horaria de la oficina.
report-col-station = Estación
report-about-station = El nombre de la estación.
report-col-what = Qué
report-about-what = Qué se registró: un rato de una lección o una respuesta.
report-col-hours-told = Horas registradas
report-about-hours-told = El tiempo que la estación registró.
report-col-hours-counted = Horas que cuentan
report-about-hours-counted = La parte que cuenta.
report-col-doubt = Para mirar
report-about-doubt = Por qué alguien puede querer mirarlo. Vacío: nada llama la atención.
report-col-event = Registro
report-about-event = Cómo se conoce el registro. Se puede buscar con “explain”.
report-col-level = Nivel
report-about-level = El título del nivel.
report-col-level-percent = Lo alcanzaron, %
report-about-level-percent = Personas que lo alcanzaron, de todas las que tomaron un curso del programa.
report-col-issuer = Dado por
report-about-issuer = Quién dio el título.
report-col-credential = Título
report-about-credential = El nombre del título.
report-col-credentials = Títulos
report-about-credentials = Cuántos se dieron.
report-col-taken-back = Retirados
report-about-taken-back = Cuántos se retiraron.
report-col-state = Estado
report-about-state = Lo que la oficina decidió sobre la estación.
report-col-heard = Últimas noticias
report-about-heard = Cuándo se unió por última vez un archivo de la estación.
report-col-days = Días
report-about-days = Días enteros desde entonces.
report-col-last-entry = Último registro
report-about-last-entry = La hora del registro más nuevo, según el reloj de la estación.
report-col-root = Raíz
report-about-root = La versión de la raíz que tiene. Vacío: no ha dicho ninguna.
report-col-catalogue = Catálogo
report-about-catalogue = La versión del catálogo que tiene.
report-col-policy = Política
report-about-policy = La versión de la política que tiene.
report-col-behind = Atraso
report-about-behind = Cuántos catálogos le faltan. Vacío: aún no ha dicho qué tiene.
report-col-told = Dicho el
report-about-told = Cuándo la estación tomó estos documentos, según su propio reloj.
report-col-hint = Qué llama la atención
report-about-hint = Qué no es común, y la unidad de la medida.
report-col-measured = Medida
report-about-measured = Cuánto, en la unidad que dice “Qué llama la atención”.
report-col-birth-year = Año de nacimiento
report-about-birth-year = El año en que nació.
report-col-status = Situación
report-about-status = Dónde está la persona, como se escribió por última vez.
report-col-status-day = Desde el día
report-about-status-day = El día desde el que vale la situación.
report-col-language = Idioma
report-about-language = El idioma que lee la persona.
report-col-id = Id
report-about-id = Cómo se conoce.
report-col-other-ids = Otros ids
report-about-other-ids = Otros ids de la misma persona.
report-col-certificate = Certificado
report-about-certificate = Qué certificado del curso.
report-col-dated = Fecha
report-about-dated = La fecha oficial.
report-col-date-from-office = Fecha de la oficina
report-about-date-from-office = Si la fecha es de la oficina, porque el reloj de la estación no era correcto.
report-col-issued = Emitido
report-about-issued = Cuándo lo emitió la oficina.
report-col-revoked = Retirado el
report-about-revoked = Cuándo se retiró. Vacío: sigue valiendo.
report-col-reason = Motivo
report-about-reason = El motivo que se escribió.
report-col-fingerprint = Huella
report-about-fingerprint = Lo que se compara por teléfono.
report-col-entries = Registros
report-about-entries = Registros de la estación que cuentan.
report-col-apart = Aparte
report-about-apart = Registros que se guardan aparte y aún no cuentan.
report-col-first-seen = Vista por primera vez
report-about-first-seen = Cuándo la vio la oficina por primera vez.
report-col-file = Archivo
report-about-file = El nombre del archivo.
report-col-merged = Unido
report-about-merged = Cuándo se unió.
report-col-by = Por
report-about-by = Quién lo hizo.
report-col-new-entries = Registros nuevos
report-about-new-entries = Registros que entonces eran nuevos.
report-col-build = Programa usado
report-about-build = La versión del programa que escribió el archivo.
report-col-why = Por qué
report-about-why = Por qué pueden ser la misma persona.
report-col-other-name = Otro nombre
report-about-other-name = El nombre de la otra persona.
report-col-other-number = Otro número
report-about-other-number = El número de la otra persona.
report-col-other-birth-year = Otro año
report-about-other-birth-year = El año de nacimiento de la otra persona.
report-col-other-id = Otro id
report-about-other-id = El id de la otra persona.
report-col-decided = Decidido
report-about-decided = Cuándo se decidió.
report-col-is-one = Una persona
report-about-is-one = Sí: son la misma persona. No: son dos.
report-col-entered = Anotado
report-about-entered = Cuándo se anotó, según el reloj de ese lugar.
report-col-field = Dato
report-about-field = Qué se dijo de la persona.
report-col-value = Valor
report-about-value = Lo que es desde entonces.
report-col-day = Día
report-about-day = El día desde el que vale, o en que se obtuvo.
report-col-kind = Tipo
report-about-kind = Qué tipo de anotación es.
report-col-evidence = Visto
report-about-evidence = Qué se vio, o con qué motivo se dio.
report-col-from-station = En una estación
report-about-from-station = Si se anotó en una estación y no en la oficina.
report-col-decision = Decisión
report-about-decision = Qué se decidió de la estación.

report-word-yes = Sí
report-word-no = No
report-word-asking = Pide confirmación
report-word-confirmed = Confirmada
report-word-retired = Fuera de uso
report-word-span = Lección
report-word-answer = Respuesta
report-word-active = Aprendiendo
report-word-segregated = Separada
report-word-transferred = Trasladada
report-word-released = En libertad
report-word-returned = De vuelta
report-word-archived = Archivada
report-word-none = Ninguno
report-word-elsewhere = Fuera de un programa
report-word-fast-course = Curso hecho en poco de su tiempo habitual (% de él)
report-word-fast-film = Más video visto que tiempo pasado (veces)
report-word-fast-answers = Todo bien respondido en un instante (segundos por respuesta)
report-word-long-day = Un día muy largo (horas)
report-word-two-stations = En dos estaciones a la vez (minutos)
report-word-clock = El reloj de la estación saltó (horas)
report-word-same-answers = Los mismos fallos que otras personas (cuántas personas)
report-word-clock-doubt = El reloj de la estación no era correcto
report-word-told-twice = Dos estaciones lo cuentan
report-word-waiting = Espera una decisión
report-word-same-number = El mismo número
report-word-same-name-and-year = El mismo nombre y año de nacimiento
report-word-name = Nombre
report-word-number = Número
report-word-birth-year = Año de nacimiento
report-word-language = Idioma
report-word-status = Situación
report-word-placed = Enviado a una estación
report-word-credential = Obtenido en otro lugar
report-word-instructor = Palabra de un instructor
report-word-credit-seat-hours = Horas de asiento
report-word-credit-academic = Crédito escolar
report-word-credit-ceu = Educación continua
report-word-credit-earned-time = Tiempo ganado
report-word-credit-outside = Crédito de otro lugar
report-word-let-count = Cuenta lo que estaba aparte
report-word-renamed = Nombre nuevo
report-word-fork-decided = Cuentan todas las ramas

report-said-participation = { $people ->
    [one] { $people } persona
   *[other] { $people } personas
 }, { $hours } { $hours ->
    [one] hora
   *[other] horas
 }, { $certificates ->
    [one] { $certificates } certificado
   *[other] { $certificates } certificados
 }
report-said-outcomes = { $began ->
    [one] { $began } curso empezado
   *[other] { $began } cursos empezados
 }, { $done } terminados
report-said-seat-time = { $people ->
    [one] { $people } persona
   *[other] { $people } personas
 }, { $hours } { $hours ->
    [one] hora
   *[other] horas
 }
report-said-gain = { $people ->
    [one] { $people } persona hizo
   *[other] { $people } personas hicieron
 } las dos pruebas; { $better } mejoraron después
report-said-stations = { $silent } de { $stations } estaciones sin noticias desde hace { $days ->
    [one] { $days } día
   *[other] { $days } días
 } o más
report-said-documents = { $behind } de { $stations } estaciones aún no tienen el catálogo { $catalogue }
report-said-hints = { $hints ->
    [one] { $hints } cosa para mirar
   *[other] { $hints } cosas para mirar
 }. Ninguna es un juicio.
report-said-evidence = { $name }: { $hours } horas que cuentan, de { $told } registradas

report-note-once = En la última fila cada persona y cada hora se cuentan una vez, por eso puede ser menos que la suma de las filas.
report-note-months = Los meses son los del reloj de las estaciones, en la zona horaria de la oficina.
report-note-cohort = El período es cuando las personas empezaron el curso.
report-note-cohort-place = El lugar es donde las personas empezaron el curso.
report-note-begun = Un curso empezado cuenta en el lugar y el mes en que se abrió por primera vez. Puede terminarse en otro lugar o más tarde; por eso puede haber más terminados que empezados.
report-note-done = Un curso cuenta en el mes de su certificado, o del último trabajo en él.
report-note-waiting = Algunas horas esperan una decisión sobre una estación restaurada o copiada.
report-note-unknown = { $courses ->
    [one] { $courses } curso no está aprobado
   *[other] { $courses } cursos no están aprobados
 } aquí: no se cuentan sus lecciones, notas ni certificados.
report-note-hints = A menudo hay una buena razón: alguien que lee rápido, una lección en grupo, un reloj puesto en hora. Pregunte primero.
report-note-evidence = Un rato con el reloj equivocado también cuenta: su duración viene de un reloj que nadie puede cambiar.
report-note-untold = { $stations ->
    [one] { $stations } estación aún no ha dicho qué tiene. No se cuenta.
   *[other] { $stations } estaciones aún no han dicho qué tienen. No se cuentan.
 }
report-note-first = Aquí solo están las primeras { $shown } de { $all } filas. Un archivo CSV las tiene todas.

report-chart-largest = Se dibujan las { $drawn } mayores. Hay { $count } más en la tabla.
report-chart-first = Se dibujan las { $drawn } primeras. Hay { $count } más en la tabla.
report-chart-newest = Se dibujan los { $drawn } más recientes. { $count ->
    [one] Hay { $count } anterior
   *[other] Hay { $count } anteriores
 } en la tabla.

report-period-all = Todo el tiempo que hay
report-period-from = Desde { $from }
report-period-to = Hasta { $to }
report-period-both = { $from } a { $to }
report-month = { $month } de { $year }
report-filter-facility = Centro: { $name }
report-filter-course = Curso: { $name }
report-filter-programme = Programa: { $name }
report-filter-person = Persona: { $name }
report-filter-days = Sin noticias desde hace { $days ->
    [one] { $days } día
   *[other] { $days } días
 }
report-all = Todo
report-made-on = Hecho el { $date }
report-page = Página { $page } de { $pages }
report-nothing = Todavía nada. Aparecerá aquí cuando se unan archivos de las estaciones.
