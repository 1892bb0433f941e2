# Entrar, salir, ajustes.
use-pictures = Yo uso dibujos
use-a-pin = Yo uso un PIN
choose-your-pictures = Toque sus cuatro dibujos en orden
picture-dots = { $count } de 4 dibujos
picture-back = Quitar el último dibujo
picture-house = Casa
picture-sun = Sol
picture-tree = Árbol
picture-cat = Gato
picture-boat = Barco
picture-star = Estrella
picture-dog = Perro
picture-cup = Taza
picture-moon = Luna
picture-fish = Pez
picture-car = Auto
picture-flower = Flor
picture-bird = Pájaro
picture-umbrella = Paraguas
picture-guitar = Guitarra
picture-ball = Pelota
pictures-choose = Elija sus cuatro dibujos
pictures-choose-why = Toque cuatro dibujos distintos. Recuerde el orden. No lo muestre a otros.
pictures-again = Tóquelos otra vez
pictures-again-why = Los mismos cuatro, en el mismo orden.
pictures-wrong = Esos no eran los dibujos correctos.
pictures-wrong-mend = Intente de nuevo. Si los olvidó, pida ayuda al personal.
locked-why-pictures = Toque sus cuatro dibujos para seguir donde estaba.
wait-seconds = { $seconds ->
    [one] Puede intentar de nuevo en { $seconds } segundo. El personal puede darle un PIN nuevo.
   *[other] Puede intentar de nuevo en { $seconds } segundos. El personal puede darle un PIN nuevo.
 }
pin-weak-length = Es muy corto o muy largo.
pin-weak-repeats = Lo mismo una y otra vez es fácil de adivinar.
pin-weak-row = Una fila derecha es fácil de adivinar.
pin-weak-birth = Su cumpleaños es fácil de adivinar.
pin-weak-number = Su propio número es fácil de adivinar.
pin-weak-old = Ya tuvo este antes. El personal puede conocerlo.
pin-weak-mend = Por favor, elija otro.
