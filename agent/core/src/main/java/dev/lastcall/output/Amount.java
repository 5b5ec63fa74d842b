package dev.lastcall.output;

/** A number of things, in words: {@code 1 rule}, {@code 2 rules}. */
final class Amount {
    private Amount() {}

    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
