package dev.lastcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.policy.Role;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SiteRecordsTest {
    private static final int SLOTS = 4_096;

    private final SiteRecords records = new SiteRecords();

    @Test
    void aRecordIsFoundByAllItsBytes() {
        assertThat(records.find(body(7))).isNull();
        records.add(site(7));
        ByteBuffer again = body(7);
        assertThat(records.find(again)).isEqualTo(site(7));
        assertThat(again.position()).as("nothing of it is taken").isEqualTo(4);
        assertThat(records.find(body(8))).isNull();
        assertThat(records.find(body(7).limit(11))).isNull();
    }

    @Test
    void anotherRecordInItsPlaceIsNoneOfIt() {
        for (int i = 0; i < 3 * SLOTS; i++) {
            records.begin();
            Site found = records.find(body(i));
            assertThat(found).isNull();
            records.add(site(i));
            assertThat(records.find(body(i))).isEqualTo(site(i));
        }
    }

    @Test
    void aLargeLedgerKeepsAsManyAsThereIsRoomFor() {
        for (int i = 0; i <= SLOTS; i++) {
            records.find(body(i));
            records.add(site(i));
        }
        assertThat(records.find(body(SLOTS))).isNull();
        records.begin();
        assertThat(records.find(body(SLOTS))).as("it was not kept").isNull();
        records.add(site(SLOTS));
        assertThat(records.find(body(SLOTS))).isEqualTo(site(SLOTS));
    }

    @Test
    void aLongOneIsNotKept() {
        ByteBuffer body = ByteBuffer.allocate(2_000);
        assertThat(records.find(body)).isNull();
        records.add(site(1));
        assertThat(records.find(body)).isNull();
    }

    /** Behind the number of the site, which is read before. */
    private static ByteBuffer body(int content) {
        return ByteBuffer.allocate(12).putInt(99).putLong(content).flip().position(4);
    }

    private static Site site(int number) {
        Caller caller = new Caller("com.shop.Cart" + number, "add", "()V", 7, "Cart.java", "", "app");
        return new Site("old", Role.DEPRECATED, Kind.CALL, caller, new Target("com.acme.Old", "make", "()V"));
    }
}
