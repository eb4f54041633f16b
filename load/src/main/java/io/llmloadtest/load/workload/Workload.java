package io.llmloadtest.load.workload;

import io.llmloadtest.model.Scope;

/**
 * Makes request bodies. {@link #prepare} is called ahead of the load by a thread of its own; the other methods are called
 * on the event loop and return at once. Safe for concurrent use.
 */
public interface Workload {

    /** The request target, prefix included, such as {@code /llm/v1/completions}; unless told the route alone. */
    default String path() {
        return route();
    }

    /** The route without any prefix, as the server's metrics and access log know it. */
    String route();

    /** Whether answers are streamed. */
    boolean streamed();

    /** The body of request {@code index} of {@code scope}; the same arguments give the same prompt. */
    PreparedRequest prepare(Scope scope, int index);

    /**
     * The same with lengths of the caller's own, as a replayed trace has them. Lengths that cannot be had become the
     * nearest that can; what the request really asks for is in {@link PreparedRequest#asked()}. A workload whose bodies
     * are all alike does not heed them.
     */
    default PreparedRequest prepare(Scope scope, int index, TokenLengths lengths) {
        return prepare(scope, index);
    }

    /** Whether {@code prepared} has a field that the server refused after it was made; never, of bodies that do not change. */
    default boolean isStale(PreparedRequest prepared) {
        return false;
    }

    /** Whether the server is known to take the bodies as they are made now; so are bodies that do not change. */
    default boolean isProven() {
        return true;
    }

    /** Notes that the server took a body. */
    default void proven() {
    }

    /**
     * Learns from a refusal (HTTP 400, from some servers 422): when {@code message} names an extra field that can be left out, it is, from the
     * next body on. Each field is dropped at most once, so this gives true only a few times in a run.
     *
     * @return whether a field was dropped, or had been dropped after that body was made; never, of bodies that do not change
     */
    default boolean refused(PreparedRequest prepared, String message) {
        return false;
    }
}
