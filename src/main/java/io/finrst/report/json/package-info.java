/**
 * JSON for other tools, one {@code connection} object each and a last {@code summary}, and the schema of both.
 *
 * <p>{@link io.finrst.report.json.Keys} holds every key once. Within a major version keys are only added, never
 * renamed, removed or given another type. The JSON library is used here and nowhere else.
 */
package io.finrst.report.json;
