package io.llmloadtest.collect.logs;

import java.net.URI;

/** Which container's log is wanted. */
public sealed interface ContainerChoice {

    /**
     * The one of this name, id, beginning of an id, or Compose service.
     *
     * @param name never empty
     */
    record Named(String name) implements ContainerChoice {}

    /**
     * The one that serves this URL: it publishes the URL's port, or listens on it in the host's network. Looked for only
     * when the URL's host is the Docker host, since a port says nothing of another machine.
     *
     * @param url the server under test
     */
    record Serving(URI url) implements ContainerChoice {}
}
