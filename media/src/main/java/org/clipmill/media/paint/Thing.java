package org.clipmill.media.paint;

/** Something to paint that has a name, such as a red circle. */
public record Thing(Colour colour, Shape shape) {

  /** Gives its name: "red circle". */
  public String name() {
    return colour.word() + " " + shape.word();
  }

  /**
   * Gives its name with an article or a number: "an orange star", "two red crosses", "12 moons".
   */
  String counted(int count) {
    if (count == 1) {
      return (colour == Colour.ORANGE ? "an " : "a ") + name();
    }
    String number =
        switch (count) {
          case 2 -> "two";
          case 3 -> "three";
          case 4 -> "four";
          case 5 -> "five";
          case 6 -> "six";
          default -> String.valueOf(count);
        };
    return number + " " + colour.word() + " " + shape.plural();
  }
}
