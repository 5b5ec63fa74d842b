package dev.lastcall.migrate;

import dev.lastcall.policy.Rule;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.YamlText;
import java.util.ArrayList;
import java.util.List;

/** A migration as {@code rewrite.yml}. Pure. */
public final class RecipeText {
    /** What runs it; the newest that was tried. */
    public static final String PLUGIN = "org.openrewrite.maven:rewrite-maven-plugin:6.46.1";

    /** What it needs beside, if locals are to be removed. */
    public static final String ANALYSIS = "org.openrewrite.recipe:rewrite-static-analysis:2.41.1";

    /** The recipe that runs all others. */
    public static final String ALL = "dev.lastcall.migrate.All";

    private static final String TYPE = "specs.openrewrite.org/v1beta/recipe";

    private final StringBuilder out = new StringBuilder();

    private RecipeText() {}

    /**
     * One recipe for each rule, and one for all.
     *
     * @param from the policy's name, for people
     */
    public static String of(Migration migration, String from) {
        RecipeText text = new RecipeText();
        text.line("# Made by 'migrate' from " + from
                + ". It changes source code, so commit yours before, and review what it did:");
        text.line("#   " + command(migration));
        if (!migration.byHand().isEmpty()) {
            text.line("# What needs a hand:");
            migration.byHand().forEach(sentence -> text.line("#   - " + sentence));
        }
        List<String> names = new ArrayList<>();
        for (Rule rule : migration.policy().rules()) {
            List<Step> steps = migration.steps().get(rule.id());
            if (steps != null) {
                names.add(name(rule.id()));
                text.recipe(name(rule.id()), "Migrate " + rule.id(), rule.message(), steps);
            }
        }
        text.head(ALL, "Migrate all", "What the policy replaces.");
        names.forEach(name -> text.line("  - " + name));
        return text.out.toString();
    }

    /** How to run it. */
    public static String command(Migration migration) {
        boolean analysis = migration.steps().values().stream()
                .flatMap(List::stream)
                .anyMatch(step -> step.recipe().contains(".staticanalysis."));
        return "mvn " + PLUGIN + ":run -Drewrite.activeRecipes=" + ALL
                + (analysis ? " -Drewrite.recipeArtifactCoordinates=" + ANALYSIS : "");
    }

    private static String name(String id) {
        StringBuilder name = new StringBuilder("dev.lastcall.migrate.rule.");
        boolean upper = true;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '-') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }

    private void recipe(String name, String title, String message, List<Step> steps) {
        head(name, title, message.isBlank() ? title + "." : message);
        for (Step step : steps) {
            line("  - " + step.recipe() + (step.options().isEmpty() ? "" : ":"));
            step.options().forEach((option, value) -> line("      " + option + ": " + value(value)));
        }
    }

    private void head(String name, String title, String description) {
        line("---");
        line("type: " + TYPE);
        line("name: " + name);
        line("displayName: " + YamlText.quoted(title.strip()));
        line("description: " + YamlText.quoted(description.strip()));
        line("recipeList:");
    }

    /** Numbers, words and lists as they are. */
    private static String value(String value) {
        boolean plain =
                value.equals("true") || value.startsWith("[") || value.chars().allMatch(Character::isDigit);
        return plain ? value : YamlText.quoted(value.strip());
    }

    private void line(String text) {
        out.append(OneLine.of(text)).append('\n');
    }
}
