package io.finrst.report.json;

import com.fasterxml.jackson.core.io.SerializedString;

/**
 * One key of an object.
 *
 * @param name as it stands in the output, encoded once
 * @param type of its value
 * @param meaning one sentence for the schema
 * @param required whether it is always written
 */
record Key(SerializedString name, Type type, String meaning, boolean required) {}
