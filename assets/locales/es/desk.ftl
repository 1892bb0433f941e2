# El escritorio del personal.
desk-today = Hoy
desk-people = Personas
desk-courses = Cursos
desk-carry-in = Traer
desk-carry-out = Llevar
desk-station = Este equipo

today-unsent = { $count ->
    [one] { $count } anotación aún no ha llegado a la oficina de registros.
   *[other] { $count } anotaciones aún no han llegado a la oficina de registros.
 }
today-last-export = Se llevó por última vez: { $when }. Lleve de nuevo y traiga el recibo de la oficina.
today-never-exported = Aún no se ha llevado nada. Ponga una memoria y elija «Llevar».
today-all-well = Nada necesita su atención.
today-no-courses = Aún no hay cursos aquí. Traiga algunos de una memoria.
today-no-people = Aún no hay nadie en la lista. Agregue a la primera persona.
today-learned = Aprendieron hoy
today-sum = { $learned } de { $people } personas, { $time } en total

people-add = Agregar una persona
people-add-do = Agregar
people-search = Buscar por nombre o número
people-name = Nombre
people-number = Número
people-number-why = El número propio del centro
people-birth-year = Año de nacimiento
people-reads = Lee en
people-in-all = Tiempo en total
people-never = aún no
people-archived = { $name } (guardado)
people-new-pin = Nuevo PIN de un solo uso
people-archive = Quitar de la lista
people-put-back = Volver a poner en la lista
people-no-courses = Aún no ha empezado ningún curso.
column-name = Nombre
column-number = Número
column-last = Última vez
column-week = Esta semana
column-begun = Empezados
column-done = Terminados
column-certificates = Certificados

pin-given = PIN de un solo uso para { $name }
pin-given-why = Cópielo ahora y déselo solo a esta persona. Se muestra una vez y no se guarda. Con él entra y elige el suyo.
pin-given-done = Ya lo copié
ask-pin = ¿Dar a { $name } un PIN nuevo?
ask-pin-why = El PIN que tiene ahora ya no abre su lugar. No se pierde nada de lo que hizo.
ask-pin-yes = Dar un PIN nuevo
ask-archive = ¿Quitar a { $name } de la lista de entrada?
ask-archive-why = Ya no podrá entrar. Todo lo que hizo se guarda, y puede volver a la lista en cualquier momento.
ask-archive-yes = Quitar de la lista
ask-put-back = ¿Volver a poner a { $name } en la lista?
ask-put-back-why = Podrá entrar de nuevo con el PIN que tenía.
ask-put-back-yes = Volver a poner

courses-since = aquí desde el { $day }
courses-current = en uso
courses-kept = guardado, no en uso
courses-remove = Quitar { $name }
ask-remove = ¿Quitar { $name }?
ask-remove-why = Sus cursos salen de la biblioteca. Lo que las personas hicieron en ellos se guarda, y cuenta otra vez cuando se traiga de nuevo el paquete.

station-confirmed = La oficina de registros ha confirmado este equipo.
station-unconfirmed = La oficina de registros aún no ha confirmado este equipo. Léale la huella de arriba.
station-free = Espacio libre
station-events = Anotaciones en el registro
station-unsent = Aún no en la oficina
station-documents = Documentos
station-versions = raíz { $root }, paquetes aprobados { $catalogue }, reglas { $policy }
station-signed = El más nuevo es del
station-program = Versión de Foothold
station-backup = Copia de seguridad
station-backup-why = Una copia de todo lo que las personas hicieron aquí, para rehacer este equipo. Guárdela bajo llave.
station-backup-to = Escribir una copia en { $name }
station-find-sticks = Buscar memorias
station-staff = Personal
staff-add = Agregar personal
staff-add-who = Los administradores pueden agregar personal.
staff-their-name = Nombre con el que entra
staff-administrator = Administrador
staff-educator = Educador
staff-gone = ya no entra
staff-administrator-may = Administrador: puede agregar personal, cambiar ajustes y hacer copias
passphrase-again = Lo mismo otra vez
passphrase-short = Al menos { $least } caracteres. Cuatro o cinco palabras son fáciles de recordar.
passphrase-differ = Las dos aún no son iguales.
