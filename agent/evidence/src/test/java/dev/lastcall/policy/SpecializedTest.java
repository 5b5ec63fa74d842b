package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecializedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "act(**)                                  | act$mcI$sp   | (I)I                   | true",
                "act(**)                                  | act$mIc$sp   | (I)I                   | true",
                "act(**)                                  | act$mDJcII$sp | (DJ)V                 | true",
                "act(java.lang.Object)                    | act$mcI$sp   | (I)I                   | true",
                "act(java.lang.Object,java.lang.String)   | act$mcI$sp   | (ILjava/lang/String;)I | true",
                "act(java.lang.Object,java.lang.String)   | act$mcI$sp   | (II)I                  | false",
                "act(java.lang.Object)                    | act$mcI$sp   | (II)I                  | false",
                "act(java.lang.Object)                    | act$mcI$sp   | (Ljava/lang/Integer;)I | false",
                "act(int)                                 | act$mcI$sp   | (I)I                   | true",
                "act(**)                                  | act$mI$sp    | (I)I                   | false",
                "act(**)                                  | act$mcI      | (I)I                   | false",
                "act(**)                                  | act$mcx$sp   | (I)I                   | false",
                "act(**)                                  | act2$mcI$sp  | (I)I                   | false",
                "act(**)                                  | $mcI$sp      | (I)I                   | false",
            })
    void aCopyForPrimitiveTypesIsCoveredAsTheMethodItself(
            String member, String name, String descriptor, boolean covered) throws Exception {
        Signature signature = Signatures.parse("com.acme.Old#" + member);
        assertThat(signature.coversMethod("com.acme.Old", name, descriptor)).isEqualTo(covered);
        assertThat(signature.coversMethod("com.acme.Other", name, descriptor)).isFalse();
    }
}
