import ways.run.Truth;

/** A deprecated class without a package. */
public final class OldInUnnamedPackage {
    private OldInUnnamedPackage() {}

    public static void make() {
        Truth.ran();
    }
}
