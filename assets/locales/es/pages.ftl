# Documentos de páginas.
pages-contents = Contenido
pages-page = Página
pages-of = de { $count }
pages-go-to = Ir a la página
pages-name = Página { $number } de { $count }
pages-smaller = Más pequeño
pages-larger = Más grande
pages-fit = Ajustar al ancho
pages-search = Buscar en este documento
pages-match = { $number } de { $count }
pages-match-next = Lugar siguiente
pages-match-before = Lugar anterior
pages-no-match = No se encontró
pages-searching = Buscando…
pages-bad-page = Esta página no se puede mostrar. Pregunte al personal.
