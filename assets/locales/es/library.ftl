# La biblioteca: lo que la acota y lo que encontró una búsqueda.
filters-open = Más filtros
filters-open-count = Más filtros ({ $count } en uso)
filters-close = Menos filtros
filters-clear = Quitar todos
filters-level = Nivel
filters-length = Duración
filters-kind = Qué contiene
filters-language = Idioma
filters-mine = Mi avance
filters-has = Con
filter-count = { $name } ({ $count })
filter-short = Hasta una hora
filter-medium = De 1 a 5 horas
filter-long = Más de 5 horas
filter-new = Sin empezar
filter-begun = Empezados
filter-done = Terminados
filter-captions = Subtítulos
filter-certificate = Certificado
no-course-fits = Ningún curso cumple todo esto
no-course-fits-mend = Quite uno de los filtros o muestre todos los cursos.

nothing-found-filters = Se encontró algo, pero no con estos filtros. Quite uno.
results-instead = Resultados de «{ $words }». No se encontró nada para «{ $typed }».
results-partial = Ningún lugar tiene todas estas palabras. Estos tienen algunas.
results-building = Todavía se están leyendo cursos nuevos. En un momento se encontrará más.
results-more-courses = { $count ->
    [one] Mostrar { $count } curso más
   *[other] Mostrar { $count } cursos más
 }
results-more = { $count ->
    [one] Mostrar { $count } más
   *[other] Mostrar { $count } más
 }
places-found = { $count ->
    [one] { $count } lugar en las lecciones
   *[other] { $count } lugares en las lecciones
 }
hit-term = Una palabra explicada
hit-at = en { $time }
hit-page = página { $page }
