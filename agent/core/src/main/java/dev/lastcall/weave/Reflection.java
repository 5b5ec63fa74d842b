package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.site.Places;
import dev.lastcall.site.Places.Place;
import org.jspecify.annotations.Nullable;

/**
 * The instructions by which a class reaches members that have no guard through reflection: fields, and members of the
 * JDK. Core reflection is seen at each use. A handle or field updater, of whatever kind, is seen where it is looked up: what is done with
 * it later is not, but without it nothing can be.
 */
final class Reflection {
    private final boolean methods;
    private final Places places;
    private final Announcer announcer;

    /** Where the policy lists members of the JDK, methods matter as well as fields. */
    Reflection(Coverage coverage, Places places, Announcer announcer) {
        this.methods = coverage.listsJdk();
        this.places = places;
        this.announcer = announcer;
    }

    /** How that method uses a member; null if it does not. */
    @Nullable
    ReflectiveUse use(String owner, String method, String descriptor) {
        return ReflectiveUse.of(owner, method, descriptor, methods);
    }

    /** The number of the place that a line of a method is. */
    int place(ReflectiveUse use, String method, String methodDescriptor, int line) {
        return places.number(new Place(announcer.caller(method, methodDescriptor, line), use.kind()));
    }
}
