# Lo que dice la línea de comandos.

command-ask-staff = Su nombre (personal):
command-ask-passphrase = Su frase de contraseña:
command-ask-new-passphrase = Nueva frase de contraseña (15 caracteres o más):
command-ask-fingerprint = Los 20 caracteres del papel que llegó con el kit:
command-ask-station = Un nombre para esta computadora:
command-ask-administrator = Nombre del primer administrador:
command-pack-ready = Listo: { $pack }, versión { $version }
command-pack-was-here = Ya estaba aquí, y completo: { $pack }, versión { $version }
command-pack-removed = Retirado: { $pack }. Lo que la gente hizo en él se conserva.
command-pack-whole = Completo: { $pack }, versión { $version }
command-library-empty = Todavía no hay cursos aquí.
command-exported = Escrito y vuelto a leer: { $file } ({ $events ->
    [one] 1 registro
   *[other] { $events } registros
})
command-safe-to-take-out = Ya puede retirar la memoria.
command-receipt = La oficina tiene { $held } registros de esta computadora; faltan { $unsent } por llevar.
command-receipt-certificates = { $count ->
    [one] Llegó 1 certificado oficial.
   *[other] Llegaron { $count } certificados oficiales.
}
command-receipt-newer = La oficina tiene documentos más nuevos que los de esta memoria. Pida a la oficina el aviso completo.
command-notice = El aviso quedó registrado.
command-notice-known = Todo lo de este aviso ya estaba aquí.
command-notice-withdrawn = { $count ->
    [one] Se retiró 1 paquete.
   *[other] Se retiraron { $count } paquetes.
}
command-notice-revoked = { $count ->
    [one] Se retiró 1 certificado de aquí.
   *[other] Se retiraron { $count } certificados de aquí.
}
command-people = De la oficina: { $added } agregadas, { $changed } cambiadas, { $kept } como las escribió el personal de aquí.
command-people-added = agregada. Dé un PIN a esta persona.
command-people-set = { $old } → { $new }
command-people-kept = queda { $old }: se escribió aquí después. La oficina dice { $new }.
command-people-number = sin cambios: aquí el número es de { $other }.
command-record = { $name } sigue aquí: { $events ->
    [one] 1 registro
   *[other] { $events } registros
} de otros lugares.
command-record-known = Todo este historial de { $name } ya estaba aquí.
command-record-away = { $name } no entra aquí: el personal o la oficina registró que ya no está o que fue a otro lugar.
command-record-pin = Dé un PIN a { $name }: foothold learner reset-pin
command-pace = { $rate } MB/s, quedan { $secs } s
command-learner-added = { $name } ya puede entrar. PIN de un solo uso: { $pin }
command-learners-none = Todavía nadie estudia aquí.
command-learner-archived = { $name } ya no entra aquí. No se borró nada.
command-pin = Nuevo PIN de un solo uso para { $name }: { $pin }
command-staff-added = { $name } ya puede entrar al escritorio del personal.
command-set-up = { $station } quedó lista para { $facility }.
command-recovery-code = Anote ahora este código de recuperación y guárdelo bajo llave. Solo se muestra una vez: { $code }
command-recovery-file = El código de recuperación está en { $file }. Imprímalo, guarde el papel bajo llave y borre el archivo.
command-station-fingerprint = Código de esta computadora, para que la oficina lo compare: { $code }
command-status = { $station }, { $facility }
command-status-counts = Personas: { $learners }. Paquetes: { $packs }.
command-status-unsent = Registros por llevar: { $events }
command-selftest = Los registros están completos, y también todos los paquetes ({ $packs }).
command-backup = Hay una copia revisada de los registros en { $file }.
command-restored = Los registros están de vuelta. Lleve pronto el avance: la oficina repone lo que vino después de la copia.
command-certificate-good = Válido: este certificado no fue alterado y lo emitió { $issuer }.
