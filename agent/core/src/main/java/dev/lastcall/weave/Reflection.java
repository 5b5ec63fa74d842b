package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.site.Places;
import dev.lastcall.site.Places.Place;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The instructions by which a class reaches members that have no guard: members of the JDK through core reflection, which is
 * seen at each use, and fields and members of the JDK through a handle or field updater, of whatever kind, which is
 * seen where it is looked up: what is done with it later is not, but without it nothing can be.
 */
final class Reflection {
    private final Coverage coverage;
    private final boolean jdk;
    private final Places places;
    private final Announcer announcer;

    private final boolean ofAgent;

    /** @param ofAgent whether the class is one of another agent that is told apart */
    Reflection(Coverage coverage, Places places, Announcer announcer, boolean ofAgent) {
        this.coverage = coverage;
        this.ofAgent = ofAgent;
        this.jdk = coverage.listsJdk();
        this.places = places;
        this.announcer = announcer;
    }

    /** How that method uses a member; null if it does not. */
    @Nullable
    ReflectiveUse use(String owner, String method, String descriptor) {
        return ReflectiveUse.of(owner, method, descriptor, jdk);
    }

    /**
     * Whether that is a switch over patterns that looks for constants of a listed enum. The JDK asks for them when it meets
     * the first, and takes what comes out of that for "not this one".
     */
    boolean switchesOver(String descriptor, Handle bootstrap, Object[] labels) {
        if (!bootstrap.getOwner().equals(ReflectionNames.SWITCH)) {
            return false;
        }
        Type over = Type.getArgumentTypes(descriptor)[0];
        if (over.getSort() == Type.OBJECT && coverage.lists(over.getClassName())) {
            return true;
        }
        for (Object label : labels) {
            if (label instanceof ConstantDynamic constant && names(constant)) {
                return true;
            }
        }
        return false;
    }

    /** A constant of an enum is made of its class, which is made of a name. */
    private boolean names(ConstantDynamic constant) {
        for (int i = 0; i < constant.getBootstrapMethodArgumentCount(); i++) {
            Object argument = constant.getBootstrapMethodArgument(i);
            if ((argument instanceof String text && coverage.lists(text))
                    || (argument instanceof ConstantDynamic inner && names(inner))) {
                return true;
            }
        }
        return false;
    }

    /** The number of the place that a line of a method is. */
    int place(ReflectiveUse use, String method, String methodDescriptor, int line) {
        Place place = new Place(announcer.caller(method, methodDescriptor, line), use.kind());
        return ofAgent ? places.numberOfAgents(place) : places.number(place);
    }
}
