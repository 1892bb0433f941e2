# Lo que guarda quien aprende: notas, lugares, palabras marcadas, el diario, las palabras de un curso; créditos y títulos.
keep-bring-back = Recuperarlo
place-kept = Mis notas y marcadores
place-journal = Mi diario

keep-place = Guardar este lugar
keep-place-kept = Lugar guardado
keep-open = Notas
keep-close = Cerrar las notas
keep-notes = Mis notas
keep-words = Palabras
keep-note-at = Mi nota: { $place }
keep-done = Listo
keep-delete = Borrar esta nota
keep-local = Esta nota se queda en esta computadora. No va a la oficina de registros.
keep-reviewed = El personal puede leer esta nota.
keep-reviewed-why = Va a la oficina de registros con sus resultados. Escriba solo lo que otros pueden leer.
keep-off = Las reglas de este lugar no dejan escribir notas en esta computadora. Puede guardar lugares y marcar palabras.
keep-not-saved = Aún sin guardar
keep-trouble = Aún no se pudo guardar. Se intenta otra vez solo.
keep-cut = No cabe todo lo que pegó. Se dejó fuera el final.
keep-left = { $count ->
    [one] Cabe { $count } letra más
   *[other] Caben { $count } letras más
 }
keep-taken-away = Se quitó.
keep-sure = ¿Quitarlo para siempre?
keep-sure-why = Las reglas de este lugar no dejan escribir en esta computadora. Lo que usted quite ahora no se puede recuperar.
keep-sure-yes = Quitarlo
keep-sure-no = Conservarlo
keep-in-lesson = Guardado en esta lección
keep-nothing-yet = Todavía nada. Escriba una nota o pulse «Guardar este lugar».

kept-all = Todo
kept-notes = Notas
kept-places = Marcadores
kept-marks = Palabras marcadas
kept-note = Nota
kept-place = Marcador
kept-mark = Marcado
kept-name = { $what }, { $place }
kept-remove = Quitar: { $name }
kept-page = página { $number }
kept-slide = imagen { $number }
kept-slide-any = una imagen
kept-question = pregunta { $number }
kept-question-any = una pregunta
kept-beginning = al principio
kept-in-text = en el texto
kept-nothing = Todavía no ha guardado nada.
kept-nothing-mend = En cualquier lección, pulse «Guardar este lugar» o «Notas». Lo que guarde aparece aquí.
kept-none-of-these = Todavía nada de este tipo.
kept-lesson-gone = Una lección que ahora no está aquí
kept-not-here = Lo que usted escribió allí queda guardado. Si necesita la lección, pregunte al personal.
kept-locked = Todavía no puede abrir esta lección. La página del curso dice qué va primero.
kept-marks-away = { $count ->
    [one] En ella marcó palabras una vez.
   *[other] En ella marcó palabras { $count } veces.
}

reading-ruler = Regla de lectura
reading-ruler-how = La regla sigue al ratón. Con el teclado: pulse Esc y luego las flechas de arriba y abajo.
reading-marker = Resaltador
reading-marker-how = Pase sobre las palabras para marcarlas. Pulse una marca para quitarla. Con el teclado: Tab hasta un párrafo y luego Intro.

glossary = Palabras de este curso
glossary-of = Palabras que explica «{ $course }»
glossary-search = Buscar una palabra
glossary-nothing = No está esa palabra.
course-words = { $count ->
    [one] { $count } palabra explicada
   *[other] { $count } palabras explicadas
 }

journal-lead = Un lugar para sus propios pensamientos. Nunca sale con sus resultados, y el escritorio del personal no lo muestra.
journal-where = Está en el disco de esta computadora y en sus copias de seguridad, sin un candado propio. Alguien con todos los permisos en esta computadora podría leerlo ahí.
journal-packet = Solo salen las páginas que usted pone en su paquete de salida.
journal-off = Las reglas de este lugar no dejan llevar un diario en esta computadora.
journal-today = hoy, { $day }
journal-entry = Mi texto: { $day }
journal-new = Texto nuevo
journal-entries = Lo que escribí
journal-open = { $day }: { $words }
journal-prompts = Si quiere una pregunta para empezar:
journal-prompt-well = ¿Qué salió bien hoy?
journal-prompt-learned = ¿Qué aprendí que me sirve?
journal-prompt-next = ¿Qué quiero hacer después?

place-packet = Mi paquete de salida
my-packet-lead = Cuando salga, la oficina de registros le puede dar un paquete. Lleva sus certificados, lo que ha aprendido y las páginas suyas que usted elija aquí.
my-packet-who = Quién lo lee
my-packet-read = Lo que usted pone: el personal que guarda el archivo para la oficina, y la oficina de registros. Se imprime en su paquete.
my-packet-unread = Las demás páginas de su diario: se quedan en esta computadora.
my-packet-back = Puede sacar una página otra vez. Si antes ya salió un archivo, puede que la oficina la haya leído. Con el próximo archivo ya no está en su paquete.
my-packet-choose = Mis páginas
my-packet-count = { $count ->
    [0] No hay páginas en su paquete.
    [one] Hay { $count } página en su paquete.
   *[other] Hay { $count } páginas en su paquete.
 }
my-packet-note = Nota en «{ $lesson }»
my-packet-note-gone = Nota en una lección que ahora no está aquí
my-packet-gone = Una página que solo está en su paquete
my-packet-changed = Usted cambió esta página después. Su paquete lleva las palabras de antes.
my-packet-again = Poner las palabras nuevas
my-packet-again-named = Poner las palabras nuevas: { $page }
my-packet-sure = ¿Poner esta página en su paquete?
my-packet-sure-why = Estas palabras salen de esta computadora con el próximo archivo. El personal y la oficina de registros las pueden leer.
my-packet-put = Ponerla
my-packet-leave = Dejarla fuera
my-packet-nothing = Todavía no ha escrito páginas.
my-packet-nothing-mend = Escriba en su diario, o escriba notas en una lección. Luego elija aquí lo que se lleva.

record-next = Cuánto falta para el próximo certificado
record-next-shown = Aquí están { $shown } de { $all }: los de los cursos que abrió más recientemente.
record-next-missing = Falta hacer:
record-go-on = Seguir con { $course }
record-credit = Créditos
record-credit-given = Dados por el personal o la oficina
record-credit-advised = Lo que se recomienda que valgan mis cursos terminados
record-credit-advised-why = Una escuela o una oficina decide si ahí cuenta.
record-outside = Logrado en otra parte
record-outside-line = { $issuer }, { $day }
record-outside-word = Según la palabra de { $issuer }, { $day }
record-outside-known = Cómo lo sabe: { $evidence }
record-vouched = Avalado por instructores
record-outside-seen = El personal ha visto: { $evidence }
record-week = semana del { $day }: { $time }
record-no-time = nada
record-credit-seat-hours = { $amount } horas de estudio
record-credit-academic = { $amount } créditos escolares o universitarios
record-credit-ceu = { $amount } unidades de educación continua
record-credit-earned-time = { $amount } días de tiempo ganado
record-credit-outside = { $amount } de otra parte
record-credit-other = { $amount }

credential-title = Créditos y títulos
credential-none = Todavía nada.
credential-add = Añadir un título
credential-add-why = Anote lo que se logró en otra parte. La persona lo ve en su registro.
credential-name = Qué se logró
credential-name-why = Por ejemplo: Soldadura, nivel 1
credential-issuer = Quién lo dio
credential-day = Día, el año primero
credential-day-why = 2026-11-01
credential-evidence = Qué ha visto usted
credential-evidence-why = Por ejemplo: el papel original
credential-ground = En qué se basa
credential-ground-paper = Un papel de otra parte
credential-ground-word = La palabra de un instructor
credential-word-name = Qué sabe hacer la persona
credential-word-name-why = Por ejemplo: soldar tubos, o enseñarlo a otros
credential-word-issuer = Quién lo avala
credential-word-issuer-why = El nombre y el oficio del instructor
credential-word-evidence = Cómo lo sabe
credential-word-evidence-why = Por ejemplo: un año en el taller de soldadura
credit-add = Dar créditos
credit-add-why = La persona lo ve en su registro. Va a la oficina de registros con el nombre de usted.
credit-kind = De qué tipo
credit-amount = Cuánto
credit-basis = Por qué motivo
credit-kind-seat-hours = Horas de estudio
credit-kind-academic = Escuela o universidad
credit-kind-ceu = Educación continua
credit-kind-earned-time = Tiempo ganado
credit-kind-outside = De otra parte
credential-write = Anotarlo
credential-sure = ¿Está bien así?
credential-sure-why = «{ $what }» quedará en el registro de { $name }. Un error se puede retirar, pero no borrar.
credential-take-back = Retirar: { $what }
credential-take-back-why = Desde ahora no cuenta. Que se anotó, y su motivo, quedan en el registro.
credential-reason = ¿Por qué se retira?
credential-take-back-do = Retirarlo
