# What the command line says.

command-ask-staff = Your name (staff):
command-ask-passphrase = Your passphrase:
command-ask-new-passphrase = New passphrase (15 characters or more):
command-ask-fingerprint = The 20 characters from the paper that came with the kit:
command-ask-station = A name for this computer:
command-ask-administrator = Name of the first administrator:
command-pack-ready = Ready: { $pack }, version { $version }
command-pack-was-here = Already here, and whole: { $pack }, version { $version }
command-pack-removed = Removed: { $pack }. What people have done in it is kept.
command-pack-whole = Whole: { $pack }, version { $version }
command-library-empty = No courses are here yet.
command-exported = Written and read back: { $file } ({ $events ->
    [one] 1 entry
   *[other] { $events } entries
})
command-safe-to-take-out = It is safe to take the stick out.
command-receipt = The office holds { $held } entries of this computer; { $unsent } are still to be carried out.
command-receipt-certificates = { $count ->
    [one] 1 official certificate came with it.
   *[other] { $count } official certificates came with it.
}
command-receipt-newer = The office has newer documents than this stick brought. Ask the office for the whole notice.
command-notice = The notice is taken in.
command-notice-known = All of this notice was here already.
command-notice-withdrawn = { $count ->
    [one] 1 pack was withdrawn.
   *[other] { $count } packs were withdrawn.
}
command-notice-revoked = { $count ->
    [one] 1 certificate here was taken back.
   *[other] { $count } certificates here were taken back.
}
command-people = From the office: { $added } added, { $changed } changed, { $kept } left as staff here wrote them.
command-people-added = added. Give this person a PIN.
command-people-set = { $old } → { $new }
command-people-kept = stays { $old }: written here later. The office says { $new }.
command-people-number = not changed: the number is that of { $other } here.
command-record = { $name } goes on here: { $events ->
    [one] 1 entry
   *[other] { $events } entries
} from other places.
command-record-known = All of this record of { $name } was here already.
command-record-away = { $name } was not let in: staff or the office put them away, or sent them elsewhere.
command-record-pin = Give { $name } a PIN: foothold learner reset-pin
command-pace = { $rate } MB/s, { $secs } s left
command-learner-added = { $name } can sign in. One-time PIN: { $pin }
command-learners-none = Nobody learns here yet.
command-learner-archived = { $name } no longer signs in here. Nothing was deleted.
command-pin = New one-time PIN for { $name }: { $pin }
command-staff-added = { $name } can sign in at the staff desk.
command-set-up = { $station } is set up for { $facility }.
command-recovery-code = Write this recovery code down now and lock it away. It is shown only once: { $code }
command-recovery-file = The recovery code is in { $file }. Print it, lock the paper away, and delete the file.
command-station-fingerprint = This computer’s code, for the office to compare: { $code }
command-status = { $station }, { $facility }
command-status-counts = People: { $learners }. Packs: { $packs }.
command-status-unsent = Entries still to be carried out: { $events }
command-selftest = The records are whole, and so is every pack ({ $packs }).
command-backup = A checked copy of the records is in { $file }.
command-restored = The records are back. Carry progress out soon: the office brings back what came after the copy.
command-certificate-good = Valid: this certificate is unaltered and was issued by { $issuer }.
