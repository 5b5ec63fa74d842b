package dev.lastcall.weave;

import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.ReflectiveSites;
import dev.lastcall.site.ReflectiveSites.ReflectiveSite;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The instructions by which a class reaches members that have no guard: members of the JDK through core reflection,
 * which is seen at each use, and fields and members of the JDK through a handle or field updater, of whatever kind,
 * which is seen where it is looked up: what is done with it later is not, but without it nothing can be.
 */
final class Reflection {
    private final PolicyMatcher matcher;
    private final boolean jdk;
    private final ReflectiveSites reflectiveSites;
    private final Announcer announcer;

    private final boolean ofAgent;

    /** @param ofAgent whether the class is one of another agent that is counted apart */
    Reflection(PolicyMatcher matcher, ReflectiveSites reflectiveSites, Announcer announcer, boolean ofAgent) {
        this.matcher = matcher;
        this.ofAgent = ofAgent;
        this.jdk = matcher.listsJdk();
        this.reflectiveSites = reflectiveSites;
        this.announcer = announcer;
    }

    /** How that method uses a member; null if it does not. */
    @Nullable
    ReflectiveUse use(String owner, String method, String descriptor) {
        return ReflectiveUse.of(owner, method, descriptor, jdk);
    }

    /**
     * Whether that is a switch over patterns that looks for constants of a listed enum. The JDK asks for them when it
     * meets the first, and takes what comes out of that for "not this one".
     */
    boolean switchesOver(String descriptor, Handle bootstrap, Object[] labels) {
        if (!bootstrap.getOwner().equals(ReflectionNames.SWITCH)) {
            return false;
        }
        Type over = Type.getArgumentTypes(descriptor)[0];
        if (over.getSort() == Type.OBJECT && matcher.lists(over.getClassName())) {
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
            if ((argument instanceof String text && matcher.lists(text))
                    || (argument instanceof ConstantDynamic inner && names(inner))) {
                return true;
            }
        }
        return false;
    }

    /** The number of the place that a line of a method is. */
    int place(ReflectiveUse use, CodeLine at) {
        ReflectiveSite place = new ReflectiveSite(announcer.caller(at), use.kind());
        return ofAgent ? reflectiveSites.numberOfAgents(place) : reflectiveSites.number(place);
    }
}
