package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.site.Places;
import dev.lastcall.site.Places.Place;
import org.jspecify.annotations.Nullable;

/**
 * The instructions by which a class reaches members that have no guard: members of the JDK through core reflection, which is
 * seen at each use, and fields and members of the JDK through a handle or field updater, of whatever kind, which is
 * seen where it is looked up: what is done with it later is not, but without it nothing can be.
 */
final class Reflection {
    private final boolean jdk;
    private final Places places;
    private final Announcer announcer;

    Reflection(Coverage coverage, Places places, Announcer announcer) {
        this.jdk = coverage.listsJdk();
        this.places = places;
        this.announcer = announcer;
    }

    /** How that method uses a member; null if it does not. */
    @Nullable
    ReflectiveUse use(String owner, String method, String descriptor) {
        return ReflectiveUse.of(owner, method, descriptor, jdk);
    }

    /** The number of the place that a line of a method is. */
    int place(ReflectiveUse use, String method, String methodDescriptor, int line) {
        return places.number(new Place(announcer.caller(method, methodDescriptor, line), use.kind()));
    }
}
