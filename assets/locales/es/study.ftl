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
quiz-closed-no-try = Ya usó todos sus intentos. Pida al personal que lo abra otra vez.
quiz-closed-wait = { $count ->
    [one] Puede intentarlo otra vez en 1 minuto.
   *[other] Puede intentarlo otra vez en { $count } minutos.
}
quiz-closed-staff = El personal abre esta prueba. Avise cuando esté listo.
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
quiz-choose-first = Primero elija o escriba una respuesta
quiz-next = Siguiente pregunta
quiz-finish = Ver cómo me fue
quiz-right-answer = La respuesta correcta
quiz-your-choice = Usted eligió esta
quiz-verdict-right = Correcto.
quiz-verdict-partly = Correcto en parte.
quiz-verdict-wrong = No del todo.
quiz-verdict-waiting = Guardado. El personal lo leerá.
quiz-right-is = La respuesta correcta: { $answer }
quiz-look-again = Ver otra vez: { $lesson }

quiz-all-answered = Ya vio todas las preguntas
quiz-open-left = { $count ->
    [one] 1 pregunta no tiene respuesta todavía.
   *[other] { $count } preguntas no tienen respuesta todavía.
}
quiz-look-over = Repasar mis respuestas
quiz-hand-in = Entregar

quiz-result-passed = ¡Bien hecho! Aprobó.
quiz-result-again = Todavía no aprobó
quiz-result-score = { $score } de { $max } puntos
quiz-result-answers = Sus respuestas
quiz-earned = Ganó un certificado: { $title }
quiz-see-certificate = Ver mi certificado
