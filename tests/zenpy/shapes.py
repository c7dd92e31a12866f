"""Whether an answer has the shape that was seen: every required property, each of a type that was seen.

Null fits every shape and every value fits null: which of an account's fields were empty that day tells nothing.
"""

TYPES = {"object": dict, "array": list, "string": str, "bool": bool, "int": int, "float": float}


def faults(shape, value, at=""):
    """What of `value` is not as `shape` wants it, in words."""
    was_empty = "null" in shape["types"]
    if value is not None and not was_empty and not any(is_of(value, name) for name in shape["types"]):
        return [f"{at or 'the answer'}: {type(value).__name__} instead of {' or '.join(shape['types'])}"]
    found = []
    if isinstance(value, dict):
        for name, inner in shape.get("properties", {}).items():
            if name in value:
                found += faults(inner, value[name], f"{at}.{name}" if at else name)
            elif inner.get("required"):
                found.append(f"{at}.{name}: missing" if at else f"{name}: missing")
    if isinstance(value, list) and "items" in shape:
        for item in value:
            found += faults(shape["items"], item, f"{at}[]")
    return list(dict.fromkeys(found))


def is_of(value, name):
    """Whether a JSON value has the type of that name; a whole number is a float too."""
    if isinstance(value, bool):
        return name == "bool"
    return isinstance(value, TYPES.get(name, ())) or (name == "float" and isinstance(value, int))
