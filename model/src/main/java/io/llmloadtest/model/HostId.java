package io.llmloadtest.model;

/**
 * Whose wall clock a server time comes from.
 *
 * @param name the host's name, or {@code "client"} for this machine
 */
public record HostId(String name) {

    /** This machine. */
    public static final HostId CLIENT = new HostId("client");
}
