package io.llmloadtest.evidence.logs;

/** Where a log comes from. */
public enum LogSource {
    DOCKER_LOG, LOG_FILE, LOG_COMMAND
}
