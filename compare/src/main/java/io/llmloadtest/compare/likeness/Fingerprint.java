package io.llmloadtest.compare.likeness;

import io.llmloadtest.compare.runs.ComparedRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** What a run was made with, by aspect and name: what has to be told when somebody else is to make it again. */
public final class Fingerprint {

    private Fingerprint() {
    }

    /** The fingerprint of a run. An aspect of which the run tells nothing is not there. */
    public static Map<String, Map<String, String>> of(ComparedRun run) {
        Map<String, Map<String, String>> aspects = new LinkedHashMap<>();
        for (Aspect aspect : Aspect.values()) {
            SortedMap<String, String> facts = Facts.of(run, aspect);
            if (!facts.isEmpty()) {
                aspects.put(aspect.key(), facts);
            }
        }
        return aspects;
    }
}
