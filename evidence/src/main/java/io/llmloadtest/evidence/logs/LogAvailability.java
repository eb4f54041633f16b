package io.llmloadtest.evidence.logs;

/** Whether the log could be read, and if not, what stood in the way. */
public sealed interface LogAvailability {

    /**
     * It could.
     *
     * @param name the container's or file's name
     */
    record Legible(String name) implements LogAvailability {}

    /**
     * It could not.
     *
     * @param name the container or file asked for; empty when none was named
     * @param problem what stood in the way
     * @param detail names, states or the system's words; may be empty
     */
    record Illegible(String name, Problem problem, String detail) implements LogAvailability {}

    /** Nobody asked for logs. */
    record NotAsked() implements LogAvailability {}

    /** What can go wrong with a log. */
    enum Problem {
        /** No Docker daemon answers. */
        NO_DOCKER,
        /** The daemon refuses us. */
        NO_PERMISSION,
        /** There is no container of that name. */
        NO_SUCH_CONTAINER,
        /** No container publishes the URL's port. */
        NO_CONTAINER_FOR_PORT,
        /** Several containers match. */
        AMBIGUOUS,
        /** The container does not run. */
        NOT_RUNNING,
        /** The URL's host is not this Docker host. */
        OTHER_HOST,
        /** The container's log driver keeps nothing that can be read. */
        UNREADABLE_DRIVER,
        /** There is no such file, or it cannot be read. */
        NO_SUCH_FILE,
        /** The command that prints the log ended. */
        COMMAND_ENDED,
        /** It took too long. */
        TIMED_OUT,
        /** Anything else. */
        FAILED
    }
}
