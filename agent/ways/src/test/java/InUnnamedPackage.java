/** A caller without a package. */
public final class InUnnamedPackage implements Runnable {
    @Override
    public void run() {
        OldInUnnamedPackage.make();
    }
}
