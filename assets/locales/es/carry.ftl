# Traer y llevar.
carry-step-put-in = Poner la memoria
carry-step-look = Ver lo que hay
carry-step-in = Traerlo
carry-step-out = Sacar la memoria
carry-step-stick = Elegir la memoria
carry-step-leaves = Lo que sale
carry-step-seal = Sellar y escribir
carry-put-in = Ponga ahora la memoria
carry-which-stick = ¿Qué memoria?
carry-in-why = Los cursos, avisos y recibos de la oficina vienen en una memoria. Esta página la ve sola, en unos segundos.
carry-out-why = El archivo sellado para la oficina se escribe en una memoria. Esta página la ve sola, en unos segundos.
carry-other-stick = Otra memoria
carry-free = { $size } libres
carry-found = { $count ->
    [0] nada para Foothold
    [one] { $count } cosa para Foothold
   *[other] { $count } cosas para Foothold
 }
carry-nothing = No hay nada para Foothold en esta memoria.
carry-nothing-mend = Los paquetes de cursos terminan en .fpack. Compruebe que es la memoria correcta.
carry-in-do = { $count ->
    [0] Traer
    [one] Traer { $count } cosa
   *[other] Traer { $count } cosas
 }
carry-in-more = Traer más
carry-then = Después: { $name }
carry-use-older = Usar la versión anterior: { $name }
carry-version = versión { $version }
carry-notice = Aviso de la agencia
carry-record = Personas de la oficina de registros
carry-receipt = Recibo de la oficina de registros
carry-kit = Kit de instalación
standing-new = Nuevo aquí.
standing-newer = Más nuevo que el de aquí. Toma su lugar; el progreso se guarda.
standing-here = Ya está aquí. No hay nada que hacer.
standing-older = Más antiguo que el de aquí. Déjelo, salvo que la oficina lo haya pedido.
standing-refused = Esto no se puede traer:
standing-record = Trae a alguien que estudió en otro lugar, o la lista de personas de la oficina.
standing-receipt = Dice lo que tiene la oficina y trae certificados oficiales.
standing-notice = La lista más nueva de paquetes aprobados, y las reglas.
standing-kit = Para instalar un equipo nuevo. Aquí no hay nada que hacer con él.
standing-unreadable = No se puede leer nada de este archivo.
carry-safe = Ya puede sacar la memoria.
carry-safe-why = Esto es lo que se hizo:
carry-pack-ready = { $name } está listo para aprender.
carry-taken = { $name }: recibido.
carry-courses-here = Cursos: { $names }.
carry-lessons-added = Lecciones nuevas: { $names }.
carry-lessons-changed = Lecciones cambiadas: { $names }.
carry-lessons-removed = Lecciones que ya no están: { $names }.
carry-notice-now = Los paquetes aprobados están ahora en la versión { $catalogue }, las reglas en la versión { $policy }.
carry-people-added = Se agregó a: { $names }.
carry-people-records = Aquí, con todo lo que hizo en otro lugar: { $names }.
carry-people-changed = Cambios de la oficina: { $names }.
carry-people-kept = Queda como lo escribió después el personal de aquí: { $names }.
carry-people-away = No entran, pues el personal o la oficina registró que ya no están o que fueron a otro lugar: { $names }.
carry-people-pin = En la página Personas, dé un PIN a: { $names }.
carry-people-more = y { $count } más
carry-people-none = Todo ya estaba aquí.
carry-receipt-now = La oficina tiene { $held } anotaciones de este equipo; { $unsent } siguen solo aquí. { $certificates ->
    [0] No vino ningún certificado.
    [one] Vino { $certificates } certificado oficial.
   *[other] Vinieron { $certificates } certificados oficiales.
 }
carry-confirmed = Este equipo ya está confirmado.
carry-speed = { $size } por segundo
carry-seconds-left = { $seconds ->
    [one] queda { $seconds } segundo
   *[other] quedan { $seconds } segundos
 }
stage-checking = Revisando firmas y aprobación
stage-copying = Copiando y comprobando
stage-settling = Asegurando que está en el disco
stage-gathering = Reuniendo lo que sale
stage-sealing = Sellando para la oficina
stage-writing = Escribiendo en la memoria
stage-comparing = Releyendo y comparando
stage-waiting = La memoria está fuera. Póngala otra vez: sigue sola.
stage-preparing = Preparando
carry-sealing = Llevando
carry-out-do = Guardar el archivo en la memoria
carry-out-done = El archivo sellado está en ella, se releyó y se comparó. Imprima la hoja y envíe las dos a la oficina de registros.
carry-save-slip = Guardar la hoja
carry-nothing-leaves = No hay nada que llevar: la oficina lo tiene todo.
carry-people-told = Personas de las que habla
carry-about-size = Como mucho
carry-withheld = { $count ->
    [one] El texto de { $count } anotación se queda aquí, como dicen las reglas.
   *[other] El texto de { $count } anotaciones se queda aquí, como dicen las reglas.
 }
carry-only-office = Solo la oficina de registros puede abrir el archivo. Los PIN nunca salen de este equipo.
carry-about-whom = Qué dice, y de quién
carry-the-station = Este equipo
carry-kind-count = { $what }: { $count }
carry-texts = Textos que las personas escribieron

# Qué es cada anotación, para ver lo que sale.
entry-epoch-started = Registro empezado
entry-station-configured = Ajustes del equipo
entry-station-damage = Daño encontrado
entry-clock-jumped = El reloj saltó
entry-clock-set = Reloj ajustado
entry-trust-updated = Aviso recibido
entry-pack-imported = Paquete traído
entry-pack-activated = Paquete en uso
entry-pack-removed = Paquete quitado
entry-pack-withdrawn = Paquete retirado
entry-export-started = Envío empezado
entry-export-finished = Envío hecho
entry-receipt-taken = Recibo recibido
entry-record-taken = Historial de una persona recibido
entry-roster-taken = Lista de personas recibida
entry-staff-added = Personal agregado
entry-staff-changed = Personal cambiado
entry-auth-method-set = PIN o frase puesta (no el PIN mismo)
entry-auth-delayed = PIN equivocado varias veces
entry-backup-made = Copia hecha
entry-learner-added = Persona agregada: nombre, número, año de nacimiento
entry-learner-changed = Nombre o número cambiado
entry-learner-merged = Dos fichas de una persona unidas
entry-learner-unmerged = Fichas separadas
entry-learner-status = Dónde está la persona
entry-group-set = Grupo
entry-enrolment-set = Inscripción en un curso
entry-enrolment-moved = Pasó a una edición más nueva
entry-session-started = Entradas
entry-session-ended = Salidas
entry-lesson-opened = Lecciones abiertas
entry-lesson-span = Tiempo en lecciones
entry-lesson-signed-off = Lección dada por hecha
entry-quiz-opened = Cuestionario abierto de nuevo
entry-quiz-started = Cuestionarios empezados
entry-quiz-hinted = Pistas vistas
entry-quiz-answered = Respuestas
entry-quiz-finished = Cuestionarios entregados, con nota
entry-quiz-voided = Cuestionario anulado
entry-quiz-marked = Respuestas calificadas por el personal
entry-quiz-commented = Lo que el personal escribió sobre las respuestas
entry-assignment-submitted = Trabajos entregados
entry-assignment-marked = Trabajos calificados
entry-code-run = Programas ejecutados
entry-form-saved = Formularios
entry-note-saved = Notas
entry-highlight-set = Palabras marcadas
entry-bookmark-set = Marcadores
entry-packet-chosen = Páginas y notas para el paquete
entry-journal-saved = Diario
entry-goal-set = Metas
entry-goal-signed-off = Metas cumplidas
entry-card-reviewed = Tarjetas repasadas
entry-shortlist-set = Lista corta
entry-preference-set = Idioma y aspecto
entry-certificate-provisional = Certificados ganados
entry-certificate-official = Certificados oficiales
entry-certificate-revoked = Certificados retirados
entry-certificate-saved = Certificados guardados o impresos
carry-try-out = Esto es una prueba: de aquí no se puede llevar nada.
carry-try-out-mend = Puede ver lo que saldría de un equipo real. Para llevar de verdad, inicie Foothold con una carpeta nueva e instálelo con un kit de la oficina.
standing-mends = Está aquí, pero dañado. Traerlo otra vez lo repara; nadie pierde su progreso.
