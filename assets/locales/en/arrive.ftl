# Coming in, leaving, settings.
use-pictures = I use pictures
use-a-pin = I use a PIN
choose-your-pictures = Touch your four pictures in order
picture-dots = { $count } of 4 pictures
picture-back = Take the last picture back
picture-house = House
picture-sun = Sun
picture-tree = Tree
picture-cat = Cat
picture-boat = Boat
picture-star = Star
picture-dog = Dog
picture-cup = Cup
picture-moon = Moon
picture-fish = Fish
picture-car = Car
picture-flower = Flower
picture-bird = Bird
picture-umbrella = Umbrella
picture-guitar = Guitar
picture-ball = Ball
pictures-choose = Choose your four pictures
pictures-choose-why = Touch four different pictures. Keep the order in mind. Do not show it to others.
pictures-again = Touch them once more
pictures-again-why = The same four, in the same order.
pictures-wrong = Those were not the right pictures.
pictures-wrong-mend = Try again. If you forgot them, ask staff for help.
locked-why-pictures = Touch your four pictures to go on where you were.
wait-seconds = { $seconds ->
    [one] You can try again in { $seconds } second. Staff can give you a new PIN.
   *[other] You can try again in { $seconds } seconds. Staff can give you a new PIN.
 }
pin-weak-length = That is too short or too long.
pin-weak-repeats = The same thing again and again is easy to guess.
pin-weak-row = A straight row is easy to guess.
pin-weak-birth = Your birthday is easy to guess.
pin-weak-number = Your own number is easy to guess.
pin-weak-old = You had this one before. Staff may know it.
pin-weak-mend = Please choose another one.
