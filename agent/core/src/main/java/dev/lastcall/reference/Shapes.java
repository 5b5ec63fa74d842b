package dev.lastcall.reference;

import dev.lastcall.classfile.ClassShape;
import org.jspecify.annotations.Nullable;

/** Class files that are at hand. */
public interface Shapes {
    /** None is at hand: names alone tell. */
    Shapes NONE = new Shapes() {
        @Override
        public @Nullable ClassShape scanned(String className) {
            return null;
        }

        @Override
        public @Nullable ClassShape find(String className) {
            return null;
        }
    };

    /** Null if it is not among the classes that are looked at. */
    @Nullable
    ClassShape scanned(String className);

    /** Null if it is neither among them nor anywhere else at hand. */
    @Nullable
    ClassShape find(String className);
}
