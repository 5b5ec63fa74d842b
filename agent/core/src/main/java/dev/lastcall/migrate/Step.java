package dev.lastcall.migrate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One recipe of OpenRewrite with its options, in their order. Immutable.
 *
 * @param recipe its class
 * @param options texts; lists as YAML writes them
 */
record Step(String recipe, Map<String, String> options) {
    private static final String JAVA = "org.openrewrite.java.";

    Step {
        options = new LinkedHashMap<>(options);
    }

    private static Step of(String recipe, String... options) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            named.put(options[i], options[i + 1]);
        }
        return new Step(recipe, named);
    }

    static Step rename(String pattern, String name) {
        return of(
                JAVA + "ChangeMethodName", "methodPattern", pattern, "newMethodName", name, "ignoreDefinition", "true");
    }

    static Step toStatic(String pattern, String className, String result) {
        return of(
                JAVA + "ChangeMethodTargetToStatic",
                "methodPattern",
                pattern,
                "fullyQualifiedTargetTypeName",
                className,
                "returnType",
                result);
    }

    static Step deleteArgument(String pattern, int index) {
        return of(JAVA + "DeleteMethodArgument", "methodPattern", pattern, "argumentIndex", Integer.toString(index));
    }

    static Step reorder(String pattern, String oldNames, String newNames) {
        return of(
                JAVA + "ReorderMethodArguments",
                "methodPattern",
                pattern,
                "newParameterNames",
                newNames,
                "oldParameterNames",
                oldNames,
                "ignoreDefinition",
                "true");
    }

    static Step fieldToMethod(String oldClass, String field, String newClass, String method) {
        return of(
                JAVA + "ChangeStaticFieldToMethod",
                "oldClassName",
                oldClass,
                "oldFieldName",
                field,
                "newClassName",
                newClass,
                "newMethodName",
                method);
    }

    static Step constant(String old, String replacement) {
        return of(
                JAVA + "ReplaceConstantWithAnotherConstant",
                "existingFullyQualifiedConstantName",
                old,
                "fullyQualifiedConstantName",
                replacement);
    }

    static Step type(String old, String replacement) {
        return of(
                JAVA + "ChangeType",
                "oldFullyQualifiedTypeName",
                old,
                "newFullyQualifiedTypeName",
                replacement,
                "ignoreDefinition",
                "true");
    }

    static Step unusedLocals(String type) {
        return of(
                "org.openrewrite.staticanalysis.RemoveUnusedLocalVariables",
                "withType",
                type,
                "withSideEffects",
                "true");
    }
}
