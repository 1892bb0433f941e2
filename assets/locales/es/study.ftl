# Dentro de una lección: lecturas, diapositivas y cuestionarios.

reading-on-this-page = En esta página

slides-previous = Anterior
slides-next = Siguiente imagen
slides-place = { $number } de { $of }

quiz-questions = { $count ->
    [one] 1 pregunta
   *[other] { $count } preguntas
}
quiz-limit = { $count ->
    [one] 1 minuto para todo
   *[other] { $count } minutos para todo
}
quiz-pass-score = Se aprueba con { $percent } % o más
quiz-pass-mastery = Se aprueba con { $right } respuestas correctas de las últimas { $last }
quiz-pass-finish = Se aprueba al responder todas las preguntas
quiz-tries-free = Puede intentarlo las veces que quiera
quiz-tries-left = { $left ->
    [one] Queda 1 intento de { $max }
   *[other] Quedan { $left } intentos de { $max }
}
quiz-saved-as-given = Cada respuesta se guarda en cuanto la da
quiz-passed-with = Ya aprobó con { $percent } %.
quiz-best-so-far = Su mejor resultado: { $percent } %.
quiz-start = Empezar
quiz-try-again = Intentar otra vez
quiz-go-on = Seguir en la pregunta { $number }
quiz-closed-no-try = Ya usó todos sus intentos.
quiz-closed-wait = { $count ->
    [one] Puede intentarlo otra vez en 1 minuto.
   *[other] Puede intentarlo otra vez en { $count } minutos.
}
quiz-closed-staff = Pida al personal que abra este examen.
quiz-closed-newer = Este cuestionario tiene una pregunta que necesita un Foothold más nuevo. Puede seguir con otra lección.

quiz-place = Pregunta { $number } de { $of }
quiz-number = Pregunta { $number }
quiz-choose-all = Elija todas las que correspondan.
quiz-true = Verdadero
quiz-false = Falso
quiz-your-number = Su número
quiz-your-words = Su respuesta
quiz-you-wrote = Usted escribió: { $text }
quiz-hint = Ver una pista
quiz-hint-more = Ver otra pista
quiz-check = Revisar mi respuesta
quiz-save-answer = Guardar y seguir
quiz-previous = Anterior
quiz-choose-first = Primero elija una respuesta
quiz-unit-first = Elija también una unidad
quiz-write-first = Primero escriba una respuesta
quiz-next = Siguiente pregunta
quiz-finish = Ver cómo me fue
quiz-right-answer = La respuesta correcta
quiz-your-choice = Usted eligió esta
quiz-verdict-right = Correcto.
quiz-verdict-partly = Correcto en parte.
quiz-verdict-wrong = No del todo.
quiz-verdict-waiting = Guardado. Falta que su docente lo califique.
quiz-verdict-marked = Su docente ya lo calificó.
quiz-mark-line = { $what }: { $points } de { $max }
quiz-mark-comment = Su docente escribió:
quiz-right-is = La respuesta correcta: { $answer }
quiz-look-again = Véalo otra vez: { $lesson }

quiz-all-answered = Ya vio todas las preguntas
quiz-open-left = { $count ->
    [one] 1 pregunta no tiene respuesta todavía.
   *[other] { $count } preguntas no tienen respuesta todavía.
}
quiz-look-over = Repasar mis respuestas
quiz-hand-in = Entregar

quiz-result-passed = ¡Bien hecho! Aprobó.
quiz-result-handed-in = Entregado. Su docente lo calificará.
quiz-result-again = Todavía no aprobó
quiz-result-answers = Sus respuestas
quiz-earned = Ganó un certificado: { $title }
quiz-see-certificate = Ver mi certificado
quiz-pre-why = Esto muestra desde dónde empieza. No le cierra ninguna puerta.
quiz-told-each = Verá cómo le fue después de cada pregunta
quiz-told-end = Verá las respuestas cuando haya entregado
quiz-told-passed = Verá las respuestas correctas cuando apruebe
quiz-told-never = Las respuestas de este cuestionario no se muestran
quiz-tally = { $of ->
    [one] { $right } de 1 correcta.
   *[other] { $right } de las últimas { $of } correctas.
}
quiz-tally-need = Necesita { $right }.
quiz-pre-score = Antes de empezar: { $percent } %.
quiz-pair-before = Antes del curso tenía { $percent } %.
quiz-pair-both = Antes: { $before } %. Ahora: { $now } %.
quiz-pair-gain = { $count ->
    [one] Ganó 1 punto de 100.
   *[other] Ganó { $count } puntos de 100.
}
quiz-pair-after = Después, en «{ $lesson }», obtuvo { $percent } %.
quiz-review = Ver mis respuestas
quiz-review-back = Volver al cuestionario
quiz-closed-no-try-do = Hable con el personal. Pueden abrirlo una vez más para usted.
quiz-closed-wait-do = Mientras tanto, repase las lecciones. Siguen abiertas.
quiz-closed-until = Puede intentarlo de nuevo el { $when }.
quiz-closed-staff-do = La abren para usted en su escritorio. Después entre de nuevo y vuelva aquí.
quiz-time-left = { $count ->
    [one] Queda 1 minuto
   *[other] Quedan { $count } minutos
}
quiz-seconds-left = Quedan { $time }
quiz-time-up = Se acabó el tiempo
quiz-time-up-why = Lo que respondió está guardado. Ahora se entrega.
quiz-points = { $count ->
    [one] 1 punto
   *[other] { $count } puntos
}
quiz-points-of = { $points } de { $max ->
    [one] 1 punto
   *[other] { $max } puntos
}.
quiz-picture-lost = Aquí falta una imagen. Muestra: { $alt }
quiz-order-how = Ponga esto en el orden correcto. Use las flechas, o arrastre.
quiz-order-item = { $number }. { $item }
quiz-order-up = Subir: { $item }
quiz-order-down = Bajar: { $item }
quiz-order-now = «{ $item }» es ahora el número { $number } de { $of }.
quiz-match-how = Elija uno, y después lo que va con él.
quiz-match-right = Lo que va con él
quiz-match-done = { $done } de { $of } unidos
quiz-match-first = Primero una todos
quiz-gaps-how = Llene los espacios del texto.
quiz-gap = Espacio { $number }
quiz-gap-choose = Elegir
quiz-gap-words = Palabras para el espacio { $number }
quiz-gaps-first = Primero llene todos los espacios
quiz-point-how = Señale el lugar en la imagen. Con el teclado, mueva la marca con las flechas.
quiz-point-how-many = Señale { $count } lugares en la imagen. Con el teclado, use las flechas y después Intro.
quiz-point-name = Imagen para señalar: { $alt }
quiz-point-none = Todavía no hay marca.
quiz-point-at = La marca está a { $across } % de la izquierda y { $down } % de arriba.
quiz-point-cursor = Está a { $across } % de la izquierda y { $down } % de arriba. Pulse Intro para poner una marca.
quiz-point-undo = Quitar la última marca
quiz-point-first = Primero señale en la imagen
quiz-point-by-name = Aquí falta la imagen. Elija el lugar por su nombre.
quiz-open-staff = El personal leerá y calificará esta respuesta.
quiz-later = Dejarla por ahora
quiz-keep-answer = Conservar mi respuesta
quiz-one-more = Una pregunta más
quiz-to-open = Ir a lo que falta
quiz-verdict-none = Esta la dejó sin responder.
quiz-right-order = El orden correcto:
quiz-part-right = { $of }: { $right }. Correcto.
quiz-part-other = { $of }: respondió { $given }. Lo correcto es { $right }.
quiz-part-none = { $of }: sin respuesta. Lo correcto es { $right }.
quiz-you-answered = Su respuesta: { $answer }
quiz-look-again-at = Véalo otra vez: { $lesson }, { $time }
quiz-result-pre = Gracias. Desde aquí empieza.
quiz-result-go-on = Todavía no. Siga adelante.
quiz-keep-going = Seguir
quiz-result-changed = Este cuestionario cambió desde que empezó
quiz-result-changed-why = El curso se puso al día. Lo que respondió se conserva. Empiece de nuevo, por favor.
quiz-result-time-up = Se acabó el tiempo. Se entregó lo que había respondido.
quiz-result-waiting = { $count ->
    [one] 1 de sus respuestas espera a que su docente la califique. Sus puntos llegan después.
   *[other] { $count } de sus respuestas esperan a que su docente las califique. Sus puntos llegan después.
}
quiz-restudy = Vea esto otra vez

# Programmes
my-programmes = Mis programas
library-programmes = Programas
programme-courses = { $count ->
    [one] 1 curso
   *[other] { $count } cursos
}
programme-weeks = { $count ->
    [one] 1 semana
   *[other] { $count } semanas
}
programme-levels-done = { $done } de { $all } niveles terminados
programme-plan = Semana a semana
programme-levels = Cursos y niveles
programme-next = Próximo curso: { $course }
programme-done = Terminó este programa
week-name = Semana { $number }: { $title }
week-is-now = Usted está aquí
goals-done = { $done } de { $all ->
    [one] 1 meta cumplida
   *[other] { $all } metas cumplidas
}
goal-waits = Pida a su mentor que la apruebe
goal-signed = Aprobada
goal-for-mentor = Su mentor la aprueba
goal-open-course = Abrir el curso
level-done = Nivel terminado
level-courses-done = { $done } de { $all ->
    [one] 1 curso terminado
   *[other] { $all } cursos terminados
}
step-is-extra = Extra
step-not-here = Un curso que aún no está aquí
step-not-here-mend = Pida al personal que lo traiga.
counts-for = Vale por: { $credit }
quiz-newer = Esta pregunta necesita un Foothold más nuevo.
quiz-newer-do = Déjela por ahora y siga con las otras.
