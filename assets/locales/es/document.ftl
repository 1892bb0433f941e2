# Palabras en papel: certificados, la hoja que acompaña a la memoria, la hoja del kit, un código de recuperación.
certificate-heading = Certificado de finalización
certificate-certifies = Se certifica que
certificate-completed = ha completado
certificate-provisional = Provisional
certificate-provisional-note = Anotado en el lugar de estudio. La oficina de registros lo confirma con un certificado oficial.
certificate-official = Oficial
certificate-official-note = Firmado por la oficina de registros. Cualquiera puede comprobar su archivo sin preguntarnos.
certificate-hours = Horas de estudio
certificate-score = Puntuación
certificate-day = Fecha
certificate-credit = Vale por
certificate-outcomes = Lo que esta persona sabe hacer
certificate-issuer = Expedido por
certificate-number = Número
certificate-check = Escanee el código, o abra la página de verificación con este archivo.
certificate-key = Clave de firma { $key }
certificate-contact = Preguntas: { $contact }
certificate-attached = El mismo certificado para programas de computadora, firmado

slip-title = Hoja de un archivo sellado
slip-intro = Esta hoja acompaña a la memoria. Dice qué es el archivo sellado; no nombra a nadie. Solo la oficina de registros puede abrir el archivo.
slip-file = Archivo
slip-size = Tamaño
slip-sha = SHA-256 del archivo
slip-facility = Centro
slip-station = Computadora
slip-station-code = Huella de la computadora
slip-for = Sellado para
slip-made = Hecho
slip-events = Anotaciones que contiene
slip-carried = Llevado por, fecha
slip-received = Recibido por, fecha
slip-lost = Si se pierde esta memoria, saque los datos otra vez: las mismas anotaciones van de nuevo y cuentan una sola vez.

kit-title = Preparar una computadora
kit-intro = Envíe esta hoja aparte de la memoria con el kit. Quien prepare la computadora escribe el código de abajo y comprueba que la pantalla nombra este centro.
kit-office = Oficina
kit-facility = Centro
kit-made = Hecho
kit-code = Código que hay que escribir
kit-steps = Qué hacer
kit-step-1 = Ponga la memoria e inicie Foothold. Elija «Instalar con un kit».
kit-step-2 = Escriba el código. Si no coincide, deténgase y llame a la oficina.
kit-step-3 = Compruebe el centro en la pantalla y cree la frase de contraseña de la primera persona administradora.
kit-step-4 = Imprima el código de recuperación y guárdelo bajo llave.

recovery-title = Código de recuperación
recovery-intro = Este código abre las claves de esta computadora si se pierden todas las frases de contraseña. Guárdelo bajo llave; se muestra una sola vez.
recovery-code = Código de recuperación
recovery-station = Computadora
recovery-made = Hecho

# Por qué vale un curso, en los certificados.
credit-seat-hours = { $amount } horas de clase
credit-academic = { $amount } créditos académicos
credit-ceu = { $amount } CEU
credit-earned-time = { $amount } días de reducción de pena
credit-outside = { $amount } créditos en otro lugar

# Expedientes de estudios.
page-number = Página { $page } de { $of }
transcript-title = Expediente de estudios
transcript-name = Nombre
transcript-number = Número
transcript-birth-year = Año de nacimiento
transcript-earlier = Números y nombres anteriores
transcript-hours = Horas de estudio en total
transcript-hours-waiting = Horas que esperan una decisión
transcript-made = Hecho el
transcript-nothing = No consta nada.
transcript-courses = Cursos
transcript-course = Curso
transcript-from = Primer día
transcript-to = Último día
transcript-lessons = Lecciones
transcript-score = Nota
transcript-hours-short = Horas
transcript-done = Todas hechas
transcript-months = Horas de estudio por mes
transcript-month = Mes
transcript-month-of = { $month } de { $year }
transcript-hours-bar = Comparado con el mes más lleno
transcript-certificates = Certificados
transcript-certificate = Certificado
transcript-certificate-number = Número
transcript-day = Fecha
transcript-state = Estado
transcript-in-force = Vigente
transcript-taken-back = Retirado el { $day }: { $reason }
transcript-dated-by-office = (fecha puesta por la oficina)
transcript-levels = Niveles
transcript-programme = Programa
transcript-level = Nivel
transcript-courses-done = Cursos hechos
transcript-reached = Alcanzado
transcript-not-reached = No alcanzado
transcript-credits = Créditos
transcript-credit = Crédito
transcript-basis = Por qué motivo
transcript-who = Lo dio
transcript-recommended = Recomendado por el curso
transcript-entered = Anotado
transcript-outside = Logrado en otros lugares
transcript-instructor = Certificado por instructores
transcript-earned = Qué
transcript-issuer = Lo dio
transcript-evidence = Qué se vio
transcript-entered-by = Lo anotó
transcript-by = { $who }, { $day }
transcript-statement = Esta es una copia fiel de lo que dicen los registros de la oficina sobre { $name }.
transcript-sign-name = Nombre y firma
transcript-sign-title = Cargo, fecha
transcript-check-title = Cómo verificar este expediente
transcript-check = Cada certificado de esta lista tiene un archivo firmado y un papel con un código. Cualquiera puede verificarlos sin preguntar a la oficina: abra la página de verificación de la oficina en un navegador y escanee el código o elija el archivo. Si este documento lleva adjunto un expediente firmado, elija este mismo documento en la página de verificación. Todo lo demás se apoya en el registro de la oficina; pregunte a la oficina.
transcript-foot = { $name }, hecho el { $day }
transcript-attached = Los certificados de este expediente, firmados, para programas de computadora

# El paquete que alguien se lleva.
packet-title = Paquete de salida
packet-lead = Este paquete pertenece a { $name }. Contiene lo que logró y lo que eligió llevarse.
packet-contents = En este paquete
packet-certificates = { $count ->
    [0] Ningún certificado oficial todavía
    [one] { $count } certificado oficial
   *[other] { $count } certificados oficiales
 }
packet-transcript = El expediente de estudios: cursos, horas, créditos
packet-own = Lo propio: { $forms ->
    [one] { $forms } formulario
   *[other] { $forms } formularios
 }, { $entries ->
    [one] { $entries } entrada del diario
   *[other] { $entries } entradas del diario
 }
packet-check = Abra check.html del archivo ZIP en cualquier navegador; no necesita internet. Elija este documento o el archivo de un certificado, o escanee el código de un certificado. La página dice si es válido.
packet-own-title = Mis propias páginas
packet-own-lead = Estas páginas las escribió la persona y las puso en el paquete por decisión propia. La oficina no las ha revisado.
packet-entry = Elegida el { $day }
