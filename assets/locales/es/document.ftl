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
kit-step-1 = Ponga la memoria e inicie Foothold. Elija «Preparar con un kit».
kit-step-2 = Escriba el código. Si no coincide, deténgase y llame a la oficina.
kit-step-3 = Compruebe el centro en la pantalla y cree la frase de acceso de la primera persona administradora.
kit-step-4 = Imprima el código de recuperación y guárdelo bajo llave.

recovery-title = Código de recuperación
recovery-intro = Este código abre las claves de esta computadora si se pierden todas las frases de acceso. Guárdelo bajo llave; se muestra una sola vez.
recovery-code = Código de recuperación
recovery-station = Computadora
recovery-made = Hecho

# Por qué vale un curso, en los certificados.
credit-seat-hours = { $amount } horas de clase
credit-academic = { $amount } créditos académicos
credit-ceu = { $amount } CEU
credit-earned-time = { $amount } días de reducción de pena
credit-outside = { $amount } créditos en otro lugar
