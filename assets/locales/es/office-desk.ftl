# La ventana de la oficina de registros.
office-files = Abrir archivos
office-people = Personas
office-certificates = Certificados
office-stations = Estaciones
office-keys = Claves y paquetes
office-records = Registros
office-leave = Cerrar el escritorio
office-unlock = Abrir las claves
office-keys-locked = Las claves están cerradas
office-unlock-why = Para esto hacen falta las claves de la oficina. Están cerradas con una frase de paso.
office-passphrase = Frase de paso de las claves
office-passphrase-again = La misma frase de paso otra vez
office-opening-keys = Abriendo las claves…
office-your-name = Su nombre, como quedará junto a lo que usted haga
office-left = El escritorio se cerró solo: no hubo nadie durante { $minutes } minutos.
office-enter = Abrir el escritorio
office-look-only = Mirar sin las claves
office-look-only-why = Puede ver personas, certificados y estaciones. Para abrir archivos y decidir hacen falta las claves.
office-working = Trabajando…
office-close = Cerrar
office-reason = ¿Por qué?
office-reason-kept = Su motivo y su nombre se guardan con la decisión.
office-and-more = y { $count } más

# Una oficina nueva.
office-make = Preparar la oficina de registros
office-make-why = Es un solo paso. Hace las claves, un registro vacío y las primeras reglas de sus estaciones.
office-make-folder = Todo estará en { $folder }
office-make-who = Quiénes son ustedes
office-make-papers = Fechas y certificados
office-make-passphrase = Una frase de paso para todas las claves
office-make-do = Preparar la oficina
office-making = Haciendo las claves. Tarda unos segundos…
office-made = La oficina está lista.
office-made-next = Lo siguiente: haga una copia de las claves y guárdela bajo llave lejos de esta computadora. Después haga un kit de instalación para cada lugar en «Claves y paquetes».
office-code = Código de la oficina
office-code-why = Está impreso en la página que viaja aparte del kit de instalación. Lo escribe quien prepara una estación.
office-agency = Agencia
office-name = Nombre de la oficina
office-facilities = Lugares que atiende, uno por línea
office-facilities-short = Lugares que atiende
office-facilities-why = Por ejemplo: Centro Norte. Más adelante puede agregar otros.
office-zone = Zona horaria
office-zone-eastern = Este
office-zone-central = Centro
office-zone-mountain = Montaña
office-zone-arizona = Arizona
office-zone-pacific = Pacífico
office-zone-alaska = Alaska
office-zone-hawaii = Hawái
office-zone-puerto-rico = Puerto Rico
office-unnamed = No poner el nombre de la oficina en los certificados
office-unnamed-why = Para lugares que un empleador no debe conocer.
office-passphrase-why = Al menos 15 caracteres. Cuatro palabras o más son fáciles de recordar. Sin ella nadie puede abrir las claves.
office-missing-names = Falta: la agencia y el nombre de la oficina.
office-missing-facility = Falta: al menos un lugar.
office-missing-passphrase = Falta: una frase de paso de al menos 15 caracteres.
office-missing-again = Las dos frases de paso todavía no son iguales.

# Carpetas y memorias.
office-pick-files = ¿Qué archivos?
office-pick-notice = ¿Dónde va el aviso?
office-pick-certificate = ¿Dónde va el certificado?
office-pick-packet = ¿Dónde va el paquete?
office-pick-pack = ¿Qué paquete de cursos?
office-pick-backup = ¿Dónde va la copia?
office-pick-back = ¿Qué aviso o kit?
office-pick-restore = ¿Qué copia de los registros?
office-pick-this = Usar esta carpeta
office-pick-places = Memorias y lugares
office-pick-up = Una carpeta más arriba
office-pick-begin = ¿Dónde quiere buscar?
office-pick-empty = En esta carpeta no hay nada que elegir.
office-stick-files = { $count ->
    [0] no tiene ningún archivo sellado
    [one] tiene { $count } archivo sellado
   *[other] tiene { $count } archivos sellados
 }
office-open-stick = Abrir { $name }
office-notice-stick = Copiar el aviso a { $name }
office-no-stick = No hay ninguna memoria. Una memoria aparece aquí sola, en unos segundos.
office-sticks = Memorias

# Abrir archivos.
office-step-choose = Elija los archivos
office-step-look = Mire el plan
office-step-merge = Únalos
office-step-back = Envíe la respuesta
office-drop = Suelte aquí archivos sellados o carpetas
office-drop-why = O ponga la memoria, o busque una carpeta. Nada cambia hasta que usted lo diga.
office-look-in-folder = Buscar en una carpeta
office-reading = Leyendo los archivos
office-files-opening = Abriendo los sellos y revisando las firmas
office-files-counting = Contando certificados
office-files-merging = Escribiendo en el registro
office-files-issuing = Emitiendo certificados y escribiendo recibos
office-files-copying = Escribiendo en la memoria y volviendo a leer
office-work-files = { $files } archivos
office-work-entries = { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
 }
office-merging = Uniendo
office-merging-why = Se hace entero o no se hace. Si cancela ahora, no cambia nada y el plan se queda.
office-merging-ends = Lo escrito se queda. Esto termina solo.
office-plan-sum = { $files ->
    [0] Ningún archivo se puede unir
    [one] { $files } archivo de { $stations ->
        [one] una estación
       *[other] { $stations } estaciones
     }
   *[other] { $files } archivos de { $stations ->
        [one] una estación
       *[other] { $stations } estaciones
     }
 }
office-plan-new = { $count ->
    [0] ninguna entrada nueva
    [one] { $count } entrada nueva
   *[other] { $count } entradas nuevas
 }
office-plan-known = { $count ->
    [one] { $count } ya conocida
   *[other] { $count } ya conocidas
 }
office-plan-filled = { $count ->
    [one] { $count } texto completado
   *[other] { $count } textos completados
 }
office-plan-apart = { $count ->
    [one] { $count } aparte
   *[other] { $count } aparte
 }
office-plan-certificates = { $count ->
    [one] se emitiría { $count } certificado
   *[other] se emitirían { $count } certificados
 }
office-plan-not-borne-out = { $count ->
    [one] { $count } certificado anotado que el registro de aquí no confirma
   *[other] { $count } certificados anotados que el registro de aquí no confirma
 }
office-plan-waiting = { $count ->
    [one] { $count } certificado espera una decisión sobre una estación
   *[other] { $count } certificados esperan una decisión sobre una estación
 }
office-plan-unknown = { $count ->
    [one] { $count } certificado es de un curso que no está aprobado aquí
   *[other] { $count } certificados son de cursos que no están aprobados aquí
 }
office-plan-nothing-yet = Todavía no ha cambiado nada.
office-plan-drop = Dejar el plan
office-plan-clean = Nada especial.
office-plan-made = El archivo más nuevo es de
office-plan-files = Archivos
office-plan-missing = { $count ->
    [one] un tramo; el próximo recibo lo pide
   *[other] { $count } tramos; el próximo recibo los pide
 }
office-plan-refused = { $count ->
    [one] Un archivo no se puede unir
   *[other] { $count } archivos no se pueden unir
 }
office-merge-do = Unir
office-column-station = Estación
office-column-facility = Lugar
office-column-new = Nuevas
office-column-known = Conocidas
office-column-missing = Faltan
office-column-forked = Divididas
office-column-apart = Aparte
office-column-state = Situación
office-column-status = Situación
office-column-heard = Última vez
office-column-title = De
office-column-dated = Fecha
office-column-issued = Emitido
office-state-asking = Sin confirmar
office-state-confirmed = Confirmada
office-state-retired = Retirada
office-fingerprint = Código de la estación

# Después de unir.
office-merged = Unido. Todo está en el registro.
office-merged-new = { $count ->
    [one] entrada nueva
   *[other] entradas nuevas
 }
office-merged-known = { $count ->
    [one] entrada ya estaba aquí
   *[other] entradas ya estaban aquí
 }
office-merged-filled = { $count ->
    [one] texto completado
   *[other] textos completados
 }
office-merged-apart = aparte
office-merged-released = { $count ->
    [one] entrada cuenta ahora
   *[other] entradas cuentan ahora
 }
office-merged-trouble = La unión está hecha de todos modos. Lo que falta se hace la próxima vez, o en «Certificados».
office-confirm-title = Una estación nueva: { $station }
office-confirm-why = Llame a { $facility } y pida que le lean el código de la pantalla de { $station }. Confírmela solo si cada letra es igual. Hasta entonces sus entradas quedan aparte.
office-confirm-do = Los códigos son iguales: confirmar
office-confirm-named = Confirmar { $station }
office-confirming = Confirmando…
office-confirmed = { $station } está confirmada.
office-confirmed-counts = { $count ->
    [one] { $count } entrada cuenta ahora.
   *[other] { $count } entradas cuentan ahora.
 }
office-issued = { $count ->
    [0] No tocaba emitir ningún certificado.
    [one] Se emitió { $count } certificado.
   *[other] Se emitieron { $count } certificados.
 }
office-wait-fork = { $count ->
    [one] { $count } certificado espera, porque el registro de la estación se divide.
   *[other] { $count } certificados esperan, porque el registro de una estación se divide.
 }
office-wait-fork-mend = Mire la estación en «Estaciones» y decida.
office-wait-count = { $count ->
    [one] Lo que la oficina tiene no basta para { $count } certificado.
   *[other] Lo que la oficina tiene no basta para { $count } certificados.
 }
office-wait-count-mend = Puede que falten entradas. Los próximos archivos de la estación las traen.
office-wait-course = Sin aprobar aquí: { $courses }
office-wait-course-mend = Apruebe los paquetes de cursos en «Claves y paquetes». Los certificados se emiten entonces.
office-notice = La respuesta para las estaciones
office-notice-why = { $count ->
    [0] Las reglas y listas más nuevas están listas. Todavía no hay ninguna estación confirmada.
    [one] Las reglas y listas más nuevas están listas, con un recibo para { $count } estación.
   *[other] Las reglas y listas más nuevas están listas, con recibos para { $count } estaciones.
 }
office-notice-folder = Copiar el aviso a una carpeta
office-notice-copying = Copiando el aviso
office-notice-copied = { $count ->
    [one] { $count } archivo está en { $folder }, leído de nuevo y comparado.
   *[other] { $count } archivos están en { $folder }, leídos de nuevo y comparados.
 }
office-more-files = Abrir más archivos

# Personas.
office-people-search = Buscar por nombre o número
office-filter-all = Todo
office-filter-here = Aprenden aquí
office-filter-away = En otro lugar
office-people-shown = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
 }
office-people-of = { $count } de { $all } personas
office-page = { $first } a { $last } de { $count }
office-page-before = Página anterior
office-page-next = Página siguiente
office-people-none = Todavía no hay nadie en el registro.
office-people-none-mend = Las personas llegan con los primeros archivos de una estación confirmada.
office-person-close = Cerrar esta persona
office-status-active = Aprende aquí
office-status-segregated = Aquí, aparte
office-status-transferred = Trasladada
office-status-released = En libertad
office-status-returned = Ha vuelto
office-status-archived = Fuera de la lista
office-numbers-before = Números anteriores
office-names-before = Nombres anteriores
office-since = Desde
office-birth-year = Año de nacimiento
office-last-entry = Última entrada
office-person-ids = En esta persona se unieron { $count } fichas.
office-courses = Cursos
office-person-hours = Las horas, y de qué se componen
office-courses-none = Todavía no ha empezado ningún curso.
office-course-unknown = Este curso no está aprobado aquí
office-course-done = terminado
office-lessons = { $done } de { $all } lecciones
office-hours = { $hours } horas
office-hours-held = { $hours } horas esperan una decisión
office-score = { $percent } % bien
office-certificates-none-yet = Todavía no tiene ningún certificado oficial.
office-decisions = Decisiones
office-decided-one = { $day }: { $one } y { $other } son una persona.
office-decided-two = { $day }: { $one } y { $other } son dos personas.
office-undo = Deshacer esto
office-undo-why = Al unirlas no se perdió nada. Se pueden separar otra vez. Entonces se retira el certificado que solo tengan juntas, y cada una recibe lo que ganó sola.
office-transfer = Enviar a otra estación
office-transfer-where = ¿Dónde sigue { $name }?
office-transfer-title = ¿Enviar a { $name } a { $station }?
office-transfer-why = Desde hoy { $name } aprende en { $station }. Todo su registro se sella para esa estación y viaja con el próximo aviso. El personal de allí le da un PIN nuevo.
office-transfer-do = Enviar
office-transferred = { $name } sigue en { $station }.
office-transferred-next = Lleve allí la carpeta { $folder }. Contiene: { $entries ->
    [one] { $entries } entrada
   *[other] { $entries } entradas
 } y { $certificates ->
    [one] { $certificates } certificado
   *[other] { $certificates } certificados
 }.
office-packet = Paquete de salida
office-packet-title = ¿Escribir el paquete de salida de { $name }?
office-packet-why = Contiene los certificados, el expediente, el registro firmado y una página que lo revisa. De lo que la persona escribió, contiene solo lo que eligió. Es suyo: entrégueselo y no guarde más copias de las necesarias.
office-packet-do = Elegir dónde va
office-packet-made = El paquete está en { $folder }.
office-packet-holds = Contiene: { $certificates ->
    [one] { $certificates } certificado
   *[other] { $certificates } certificados
 }, { $forms ->
    [one] { $forms } formulario
   *[other] { $forms } formularios
 }, { $entries ->
    [one] { $entries } entrada del diario
   *[other] { $entries } entradas del diario
 }.
office-alike = { $count ->
    [one] Dos fichas pueden ser de la misma persona.
   *[other] { $count } pares de fichas pueden ser de la misma persona.
 }
office-alike-look = Mirarlas
office-alike-back = Volver a todas las personas
office-alike-none = Aquí nadie se parece a otra persona.
office-alike-pair = Par { $at } de { $all }
office-alike-number = Tienen, o tuvieron, el mismo número.
office-alike-name = Tienen el mismo nombre y año de nacimiento.
office-alike-next = Par siguiente
office-the-same = { $value } (igual)
office-one-do = Son una persona
office-one-title = ¿{ $one } y { $other } son una persona?
office-one-why = Desde ahora las horas, los cursos y los certificados se cuentan juntos, con { $one }. Usted puede deshacerlo.
office-two-do = No son la misma persona
office-two-title = ¿{ $one } y { $other } son dos personas?
office-two-why = Se cuentan aparte y ya no se muestran como par. Se retira el certificado que solo tengan juntas, y cada una recibe lo que ganó sola.
office-now-one = Ahora son una persona.
office-now-two = Son dos personas.
office-now-parted = { $count ->
    [one] Se retiró { $count } certificado: ninguna de las dos lo tiene sola, o nombra a la otra.
   *[other] Se retiraron { $count } certificados: ninguna de las dos los tiene sola, o nombran a la otra.
 }

# Certificados.
office-certificates-search = Buscar por nombre, curso o número
office-certificates-shown = { $count ->
    [one] { $count } certificado
   *[other] { $count } certificados
 }
office-certificates-of = { $count } de { $all } certificados
office-certificates-none = Todavía no se ha emitido ningún certificado oficial.
office-certificates-none-mend = Se emiten al unir archivos, o aquí.
office-certificates-fit = Ningún certificado corresponde a lo que busca.
office-filter-revoked = Retirados
office-certificate-good = Vale
office-certificate-revoked = Retirado
office-certificate-id = Su número
office-issue = Emitir lo que toca
office-save-files = Guardar los archivos
office-saved = { $count ->
    [one] { $count } archivo guardado en { $folder }.
   *[other] { $count } archivos guardados en { $folder }.
 }
office-date-is-ours = La fecha es el día en que la oficina abrió el archivo: el reloj de la estación era dudoso.
office-paper-missing = El papel de este certificado no está en su carpeta.
office-paper-damaged = El papel de este certificado no se puede mostrar.
office-paper-damaged-mend = Recupérelo de una copia de los registros.
office-revoke-do = Retirar este certificado
office-revoke-title = ¿Retirar «{ $title }» de { $name }?
office-revoke-why = A quien lo revise desde ahora se le dice que ya no vale. No se puede deshacer. Las estaciones lo saben con el próximo aviso.
office-revoked = El certificado está retirado.
office-revoked-next = Lleve el próximo aviso a las estaciones y escriba de nuevo la página de revisión.
office-revoked-on = Retirado el { $day }
office-revoked-of = Retirado: { $title }

# Estaciones.
office-stations-search = Buscar por nombre o lugar
office-stations-none = Ninguna estación ha enviado todavía un archivo.
office-stations-none-mend = Haga un kit de instalación, prepare con él una estación y abra el primer archivo que envíe.
office-stations-fit = Ninguna estación corresponde a lo que busca.
office-filter-waiting = Le esperan a usted
office-never = nunca
office-first-seen = Vista por primera vez
office-document-newest = { $held }, la más nueva
office-document-behind = { $held }; la más nueva es la { $newest }
office-document-untold = aún no la ha dicho
office-document-told = Lo dijo el
office-station-counted = Entradas que cuentan
office-station-counts = { $station } cuenta ahora.
office-station-apart = { $count ->
    [one] { $count } entrada queda aparte desde ahora.
   *[other] { $count } entradas quedan aparte desde ahora.
 }
office-station-name = Nombre nuevo de la estación
office-rename = Cambiar el nombre
office-retire = Retirar
office-retire-title = ¿Retirar { $station }?
office-retire-why = Lo que cuenta ahora sigue contando, esté en el lado del registro que esté. Lo que espera una decisión sigue esperando. Lo que llegue después de esta computadora queda aparte hasta que usted lo haga contar. Una estación retirada sigue retirada.
office-retire-do = Retirar esta estación
office-release = { $count ->
    [one] { $count } entrada de esta estación está aparte.
   *[other] { $count } entradas de esta estación están aparte.
 }
office-release-why = Llegaron después de retirar la estación, o se apartaron entonces. No cuentan para nada hasta que usted lo decida.
office-release-do = Contar lo que está aparte
office-release-title = ¿Contar lo que está aparte de { $station }?
office-release-decide = Pregunte antes al centro por qué se usó la computadora vieja, y quién la usó. Si es trabajo verdadero de personas verdaderas, cuéntelo. La estación sigue retirada: lo que llegue después queda aparte otra vez.
office-released = Lo que estaba aparte de { $station } cuenta ahora.
office-fork = { $count ->
    [one] El registro de esta estación se divide en un lugar.
   *[other] El registro de esta estación se divide en { $count } lugares.
 }
office-fork-why = Pasa cuando una computadora se vuelve a una copia anterior, o se copia. No se pierde nada. Las horas y los certificados posteriores esperan hasta que usted decida.
office-fork-branch = Lado { $number }: empieza con la entrada { $seq } del tramo { $run }, visto por primera vez el { $day }
office-fork-do = Contar todos los lados
office-fork-title = ¿Contar todos los lados de { $station }?
office-fork-decide = Pregunte antes al centro si la computadora se volvió atrás o se copió. Si todos los lados son trabajo verdadero de personas verdaderas, cuéntelos. Si uno es inventado, déjelos como están: las horas y los certificados de todos los lados siguen esperando. Retire entonces la estación, para que no se tome nada más de ella.
office-merges = Archivos unidos
office-merge-line = { $day }: { $file }, { $count ->
    [one] { $count } entrada nueva
   *[other] { $count } entradas nuevas
 }
office-merge-line-by = { $day }, { $by }: { $file }, { $count ->
    [one] { $count } entrada nueva
   *[other] { $count } entradas nuevas
 }
office-program = Programa

# Claves, kits de instalación, paquetes.
office-key-list = Las claves
office-key-here = aquí
office-key-away = no está en esta computadora
office-key-bare = aquí, sin frase de paso
office-key-root = Clave raíz
office-key-root-does = Dice quién puede hacer qué. Se usa pocas veces: guárdela bajo llave.
office-key-publisher = Clave de la editorial
office-key-publisher-does = Firma paquetes de cursos.
office-key-approver = Clave de aprobación
office-key-approver-does = Firma la lista de paquetes aprobados.
office-key-office = Clave de la oficina
office-key-office-does = Firma kits de instalación, reglas, estaciones y recibos.
office-key-issuer = Clave de certificados
office-key-issuer-does = Firma certificados. Guarde una copia bajo llave.
office-key-sealing = Clave de apertura
office-key-sealing-does = Abre los archivos sellados de las estaciones.
office-key-recovery = Clave de emergencia
office-key-recovery-does = Los abre si se pierde la clave de apertura. Guárdela en otro lugar.
office-root-version = Raíz, versión
office-catalogue-version = Lista de paquetes, versión
office-policy-version = Reglas, versión
office-signed = Última firma
office-rules = Las reglas de las estaciones
office-rules-why = Viajan con el próximo aviso.
office-rules-change = Cambiar las reglas
office-rules-look = Ver qué cambia
office-rules-sign = Firmar estas reglas
office-rules-sign-why = Cada estación las sigue cuando le llega el próximo aviso. Lo registrado queda como está.
office-rules-changed = { $was } → { $is }
office-rules-signed = Las reglas están ahora en la versión { $version }.
office-rule-minutes = { $rule }, en minutos
office-rule-minutes-wrong = Los tiempos son minutos enteros, de 1 a { $count }.
office-rule-enrol = Quienes aprenden pueden elegir cursos
office-facility-add = Añadir un lugar
office-facility-why = Cada lugar recibe su propio kit de instalación. La lista de lugares se firma de nuevo con la clave raíz.
office-facility-names = Lugares nuevos, uno por línea
office-facility-code = El código de la oficina será otro. Las estaciones ya preparadas siguen solas. Imprima de nuevo las páginas de los juegos antes de preparar otra.
office-facility-do = Añadir y firmar
office-facility-added = Añadido: { $names }
office-facility-next = El aviso está escrito de nuevo. Haga otra vez los juegos e imprima sus páginas: el código es otro.
office-rule-off = nunca
office-rule-lock = La pantalla se cierra después de
office-rule-seat = El tiempo deja de contar después de
office-rule-session = Sesión más larga
office-rule-text = Lo que escriben quienes aprenden
office-rule-text-off = no se guarda
office-rule-text-local = queda en la estación
office-rule-text-reviewed = sale después de que el personal lo vea
office-rule-print = Se puede imprimir
office-rule-save = Se puede guardar un PDF
office-rule-names = Nombres en la pantalla de entrada
office-rule-kiosk = Solo pantalla completa
office-kits = Kits de instalación
office-kits-why = Un juego prepara las estaciones de un lugar. Imprima la página que lo acompaña y envíela aparte.
office-kit-do = Hacer el juego para { $facility }
office-kit-made = El juego está hecho.
office-kit-folder = Va en la memoria
office-kit-page = Imprima esto y envíelo aparte
office-packs = Paquetes de cursos aprobados
office-packs-why = Las estaciones solo aceptan lo que está en esta lista.
office-packs-none = Todavía no hay ningún paquete aprobado.
office-packs-withdrawn = { $count ->
    [one] Se retiró { $count } paquete.
   *[other] Se retiraron { $count } paquetes.
 }
office-packs-signed = La lista de paquetes está ahora en la versión { $version }.
office-packs-signed-next = El aviso está escrito de nuevo. Llévelo a las estaciones.
office-keys-checking = Revisando cada byte del paquete
office-approve = Aprobar un paquete
office-approving = Aprobando
office-withdraw = Retirar
office-withdraw-named = Retirar { $pack }
office-withdraw-title = ¿Retirar { $pack }?
office-withdraw-why = Las estaciones dejan de usarlo con el próximo aviso. Lo que cada persona hizo en él se conserva.

# Registros.
office-backup = Una copia de los registros
office-backup-why = Registro, documentos y certificados, revisados después de copiar. Las claves no están en ella.
office-backup-do = Hacer una copia
office-backup-working = Copiando y revisando…
office-backup-done = Hay una copia revisada en { $folder }.
office-backup-keys = Guarde copias de las claves en otro lugar.
office-restore = Recuperar los registros de una copia
office-restore-why = Para recuperar una copia, abra este escritorio con una carpeta vacía. Entonces se lo pregunta.
office-back = Documentos de después de la copia
office-back-why = ¿Esta oficina volvió de una copia? Entonces falta aquí lo que firmó después: paquetes aprobados, reglas, lugares, certificados retirados. Una memoria con el aviso más reciente todavía lo tiene.
office-back-where = Elija la memoria, su carpeta «notice» o un kit. Solo se toma lo que firmó esta oficina.
office-back-do = Recuperar documentos
office-back-working = Revisando los documentos…
office-back-done = Los documentos están de vuelta. Ahora valen: raíz { $root }, catálogo { $catalogue }, política { $policy }.
office-back-next = Quizás algunos paquetes no se conocen aquí. Apruébelos otra vez para poder emitir sus certificados. Luego copie el aviso a las memorias.
office-back-old = Nada de allí es más nuevo que lo que hay aquí. Valen: raíz { $root }, catálogo { $catalogue }, política { $policy }.
office-back-other = Si hay otra memoria que llevó un aviso posterior, pruebe con ella.
office-back-incomplete = Elija una memoria que llevó el aviso más reciente, su carpeta «notice» o un kit.
office-back-altered = Pruebe con otra memoria que llevó el aviso más reciente, o con un kit.
office-back-conflicting = Después de la copia se firmó aquí otra cosa con el mismo número. Decida otra vez lo que falta.
office-back-other-office = Elija un aviso o un kit de esta oficina.
office-look = Cómo se ve esta ventana
office-about = Esta oficina

# Informes.
office-reports = Informes
office-report-counting = Contando
office-report-from = Desde el mes
office-report-to = Hasta el mes
office-report-save = Guardar como CSV y PDF
office-report-names-people = Nombra a personas: guárdelo bien.
office-pick-report = ¿Dónde va el informe?
office-by-facility = Por lugar
office-by-course = Por curso
office-by-programme = Por programa
office-by-partner = Por organización
office-by-month = Por mes
office-report-question = Pregunta
office-report-question-named = Pregunta: { $title }. Elija otra
office-report-back = Volver a: { $title }
office-report-group = Filas
office-report-narrow = Solo
office-report-month-wrong = Escriba un mes así: 2026-01.
office-report-month-order = El primer mes es posterior al último.
office-report-days = Días sin noticias
office-report-whose = ¿Las horas de quién quiere mirar?
office-report-row = Pulse una fila para ver de qué se componen sus horas.
office-report-columns = { $count ->
    [one] Hay { $count } columna más en los archivos que guarde.
   *[other] Hay { $count } columnas más en los archivos que guarde.
 }
office-report-nothing = Nada corresponde a lo que pidió.

# Elegir de una lista.
office-choose-search = Buscar en esta lista
office-choose-none = Aquí no hay nada que corresponda.
office-choose-more = y { $count } más: búsquelos
office-choose-facility = ¿Qué lugar?
office-choose-course = ¿Qué curso?
office-choose-programme = ¿Qué programa?
office-choose-person = ¿Qué persona?
office-narrow-facility = Lugar: { $value }
office-narrow-course = Curso: { $value }
office-narrow-programme = Programa: { $value }
office-narrow-person = Persona: { $value }
office-narrow-all = todos
office-narrow-everybody = todas
office-narrow-any = Todos
office-narrow-anybody = Todas las personas
office-narrow-clear = Mostrar todo otra vez
