"""What a release folder must carry before it goes out: a question over the result of an audit."""
