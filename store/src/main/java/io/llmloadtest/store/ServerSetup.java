package io.llmloadtest.store;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the server was set up, by its own words. Secrets are out.
 *
 * @param configuration what its metrics page tells, such as {@code cache_config.block_size}; empty when it tells nothing
 * @param flags what its log says it was started with, such as {@code max_num_seqs}; empty when that was not seen
 */
public record ServerSetup(SortedMap<String, String> configuration, SortedMap<String, String> flags) {

    /** Of a server that tells nothing. */
    public static final ServerSetup UNKNOWN = new ServerSetup(new TreeMap<>(), new TreeMap<>());

    public ServerSetup {
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
        flags = Collections.unmodifiableSortedMap(new TreeMap<>(flags));
    }

    /** From maps in any order. */
    public static ServerSetup of(Map<String, String> configuration, Map<String, String> flags) {
        return new ServerSetup(new TreeMap<>(configuration), new TreeMap<>(flags));
    }
}
