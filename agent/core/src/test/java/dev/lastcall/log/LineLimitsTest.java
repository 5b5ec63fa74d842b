package dev.lastcall.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineLimitsTest {
    private static final int LONGEST_NAME = 65_535;

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\n", "\u001b", "\u202e", "\uD800", "\uDB40\uDC41", "ü"})
    void aLineHasALongestLengthWhateverTheNamesHold(String unit) {
        CallEvent event = event(unit.repeat(LONGEST_NAME / unit.length()));
        String text = LineFormat.TEXT.line(event);
        String json = LineFormat.JSON.line(event);

        assertThat(text.length()).isBetween(3_000, 6_000);
        assertThat(json.length()).isBetween(3_000, 20_000);
        assertThat((text + json).chars().filter(Character::isISOControl)).isEmpty();
    }

    @Test
    void whatIsCutOffSaysHowMuch() {
        String text = LineFormat.TEXT.line(event("x".repeat(LONGEST_NAME)));
        JsonObject json = JsonParser.parseString(LineFormat.JSON.line(event("x".repeat(LONGEST_NAME))))
                .getAsJsonObject();

        assertThat(text).contains("x".repeat(500) + "…[65035 more characters].").endsWith("…[65335 more characters]]");
        assertThat(json.getAsJsonObject("caller").get("class").getAsString())
                .isEqualTo("x".repeat(500) + "…[65035 more characters]");
    }

    @ParameterizedTest
    @EnumSource
    void aNoteHasALongestLengthAsWell(LineFormat format) {
        assertThat(format.note(Examples.TIME, "\n".repeat(LONGEST_NAME)).length())
                .isLessThan(5_000);
    }

    @ParameterizedTest
    @EnumSource
    void aUsualLineIsAsLongAsItWas(LineFormat format) {
        assertThat(LineLimits.of(Examples.create())).isEqualTo(Examples.create());
        assertThat(format.line(Examples.create())).doesNotContain("more characters");
    }

    private static CallEvent event(String evil) {
        Caller caller = new Caller(evil, evil, '(' + evil, 1, evil, evil, evil);
        Site site = new Site(evil, Role.DEPRECATED, Kind.CALL, caller, new Target(evil, evil, '(' + evil));
        return Examples.event(site, evil, 1, Outcome.ALLOWED, evil, evil);
    }
}
