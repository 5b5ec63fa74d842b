package dev.lastcall.weave;

import dev.lastcall.evidence.Target;

/**
 * A method or field as an instruction names it.
 *
 * @param owner internal name of the class that stands there, which may inherit it
 * @param dispatched whether the receiver's class chooses the body
 */
record Called(String owner, String name, String descriptor, boolean dispatched) {
    static Called of(Target target) {
        return new Called(target.className().replace('.', '/'), target.member(), target.descriptor(), false);
    }

    /** Whether it is a method handle that is called. */
    boolean isByHandle() {
        return owner.equals(ReflectionNames.HANDLE) && (name.equals("invokeExact") || name.equals("invoke"));
    }

    Target target() {
        return new Target(owner.replace('/', '.'), name, descriptor);
    }
}
