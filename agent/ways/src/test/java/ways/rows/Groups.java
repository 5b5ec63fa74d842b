package ways.rows;

import java.util.List;

/** All groups of rows, in the order of the page. */
public final class Groups {
    public static final List<Class<?>> ALL = List.of(
            Direct.class,
            Callers.class,
            MethodReferences.class,
            Reflection.class,
            MethodHandleWays.class,
            Fields.class,
            Linkage.class,
            Natives.class,
            Loaders.class,
            OddLoading.class,
            Places.class,
            Languages.class,
            GeneratedCode.class,
            ClassFiles.class,
            Tickets.class,
            Threads.class,
            Callbacks.class,
            JdkMembers.class,
            JdkSubclasses.class,
            Enums.class,
            OtherAgents.class,
            CodeByOtherAgents.class,
            LateAttach.class);

    private Groups() {}
}
