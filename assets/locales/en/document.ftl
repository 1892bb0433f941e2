# Words on paper: certificates, the slip that goes with a stick, the page of a kit, a recovery code.
certificate-heading = Certificate of completion
certificate-certifies = This is to certify that
certificate-completed = has completed
certificate-provisional = Provisional
certificate-provisional-note = Recorded at the place of study. The records office confirms it with an official certificate.
certificate-official = Official
certificate-official-note = Signed by the records office. Anyone can check its file, without asking us.
certificate-hours = Hours of study
certificate-score = Score
certificate-day = Date
certificate-credit = Counts for
certificate-outcomes = What this person can do
certificate-issuer = Issued by
certificate-number = Number
certificate-check = Scan the code, or open the check page with this file.
certificate-key = Signing key { $key }
certificate-contact = Questions: { $contact }

slip-title = Slip for a sealed file
slip-intro = This slip goes with the stick. It says what the sealed file is; it names no person. Only the records office can open the file.
slip-file = File
slip-size = Size
slip-sha = SHA-256 of the file
slip-facility = Facility
slip-station = Computer
slip-station-code = Computer’s fingerprint
slip-for = Sealed for
slip-made = Made
slip-events = Entries in it
slip-carried = Carried by, date
slip-received = Received by, date
slip-lost = If this stick is lost, carry out again: the same entries go once more, and count once.

kit-title = Set up a computer
kit-intro = Send this page apart from the stick with the kit. Whoever sets the computer up types the code below, and checks that the screen names this facility.
kit-office = Office
kit-facility = Facility
kit-made = Made
kit-code = Code to type
kit-steps = What to do
kit-step-1 = Put the stick in and start Foothold. Choose “Set up from a kit”.
kit-step-2 = Type the code. If it does not match, stop and call the office.
kit-step-3 = Check the facility on the screen, then make the first administrator’s passphrase.
kit-step-4 = Print the recovery code and lock it away.

recovery-title = Recovery code
recovery-intro = This code opens this computer’s keys if every administrator’s passphrase is lost. Lock it away; it is shown once.
recovery-code = Recovery code
recovery-station = Computer
recovery-made = Made

# What a course counts for, on certificates.
credit-seat-hours = { $amount } class hours
credit-academic = { $amount } academic credits
credit-ceu = { $amount } CEU
credit-earned-time = { $amount } days of earned time
credit-outside = { $amount } credits elsewhere
