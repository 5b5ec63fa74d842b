package dev.lastcall.verdict;

import dev.lastcall.evidence.ProcessInfo;
import java.util.List;

/**
 * Something about one process that a doubt or an assumption comes from.
 *
 * @param code of the reason
 * @param rule the rule's id; empty if it is about no single rule
 * @param process whose
 * @param what a sentence's part, or what is missing
 * @param names in detail
 */
record ProcessNote(String code, String rule, ProcessInfo process, String what, List<String> names) {}
