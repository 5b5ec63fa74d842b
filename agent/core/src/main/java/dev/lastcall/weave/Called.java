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

    Target target() {
        return new Target(owner.replace('/', '.'), name, descriptor);
    }
}
