package io.llmloadtest.wire;

/** Whose clock stamps the arrival of bytes. */
public enum ClientClock {
    /** The kernel's, when the network stack takes a segment in ({@code SO_TIMESTAMPNS}). */
    KERNEL,
    /** The event loop's, when it gets to read. */
    USER
}
