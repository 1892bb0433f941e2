lesson-show-outline = Mostrar el índice
lesson-hide-outline = Ocultar el índice
lesson-to-course = Volver al curso
missing-open = Ábrala
missing-see = Falta ver { $count } %
missing-minutes = { $count ->
    [one] Falta { $count } minuto
   *[other] Faltan { $count } minutos
 }
missing-pass = Apruebe el cuestionario
missing-submit = Entregue su trabajo
missing-mark = Falta que su docente lo califique
missing-sign-off = Falta que el personal la apruebe
missing-lesson = Antes va otra lección
missing-module = Antes va otro módulo
missing-course = Antes va otro curso
missing-level = Antes va otro nivel
missing-certificate = Antes va otro certificado
missing-required = { $count ->
    [one] Falta { $count } parte
   *[other] Faltan { $count } partes
 }
missing-some = Faltan { $count } de varias
missing-newer = Esto necesita un Foothold más nuevo
