package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtCodeTest {
    @Test
    void eachCodeCanBeAcceptedOrNever() throws IllegalAccessException {
        List<String> codes = new ArrayList<>();
        for (Field field : DoubtCode.class.getFields()) {
            if (field.getType() == String.class) {
                codes.add((String) field.get(null));
            }
        }
        List<String> listed = new ArrayList<>(DoubtCode.ACCEPTABLE);
        listed.addAll(DoubtCode.NEVER_ACCEPTED);
        assertThat(codes).doesNotHaveDuplicates().containsExactlyElementsOf(listed);
        assertThat(codes).allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void whatIsNeverAcceptedHasARemedy() {
        assertThat(DoubtCode.remedyOf(DoubtCode.NO_SCAN)).isEqualTo("name all that is shipped with --scan");
        assertThat(DoubtCode.remedyOf(DoubtCode.NO_RULE)).isEqualTo("ask about a policy that has a rule");
    }
}
