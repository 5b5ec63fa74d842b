package dev.lastcall.weave;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What is woven before one call or field access.
 *
 * @param sites numbers of the sites to count at, one for each rule that counts the call; empty: the call is exempt
 * @param target number of the target to leave as ticket; 0 for a field
 */
record Announcement(List<Integer> sites, int target) {
    boolean isExempt() {
        return sites.isEmpty();
    }

    /**
     * Writes the announcement.
     *
     * @param onReceiver whether a receiver that may be null lies on top of the stack, from which it is taken
     */
    void write(MethodVisitor code, boolean onReceiver) {
        if (isExempt()) {
            writeExemption(code, onReceiver);
            return;
        }
        for (int i = 0; i < sites.size(); i++) {
            if (!onReceiver) {
                BridgeCalls.at(code, sites.get(i), target);
                continue;
            }
            if (i < sites.size() - 1) {
                code.visitInsn(Opcodes.DUP);
            }
            BridgeCalls.atReceiver(code, sites.get(i), target);
        }
    }

    private void writeExemption(MethodVisitor code, boolean onReceiver) {
        if (onReceiver) {
            BridgeCalls.exemptReceiver(code, target);
        } else {
            BridgeCalls.exempt(code, target);
        }
    }
}
